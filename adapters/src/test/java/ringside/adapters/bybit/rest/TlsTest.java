package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.bybit.rest.RestAnswer.NotSent;
import ringside.adapters.bybit.rest.RestAnswer.Why;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;

/**
 * Certificates made by keytool, each wrong in its own way, and one that is right. All but one are
 * signed by an authority that the client trusts.
 */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final String PATH = "/v5/market/tickers";

  @TempDir Path directory;

  @Test
  void a_trusted_certificate_of_this_host_is_taken() throws Exception {
    KeyStore store = certificate("good", "san=ip:127.0.0.1", "-0d");

    assertThat(ask(store, trusting(store)).isOk()).isTrue();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
    KeyStore store = certificate("selfsigned", "san=ip:127.0.0.1", "-0d");

    assertRefused(ask(store, null));
  }

  @Test
  void a_trusted_certificate_of_another_host_is_refused() throws Exception {
    KeyStore store = certificate("other", "san=dns:api.bybit.com", "-0d");

    assertRefused(ask(store, trusting(store)));
  }

  @Test
  void a_trusted_certificate_that_has_expired_is_refused() throws Exception {
    KeyStore store = certificate("expired", "san=ip:127.0.0.1", "-10d");

    assertRefused(ask(store, trusting(store)));
  }

  @Test
  void a_server_that_does_not_speak_tls_is_no_answer() {
    try (ScriptedHttp plain = new ScriptedHttp()) {
      URI socket = URI.create("ws://127.0.0.1:1/");
      BybitEnvironment environment =
          BybitEnvironment.local(
              URI.create("https://127.0.0.1:" + plain.port()), socket, socket, Optional.empty());
      try (BybitRest rest = rest(environment, null)) {
        assertThat(ask(rest).isOk()).isFalse();
      }
      assertThat(plain.asked(PATH)).isEmpty();
    }
  }

  private static void assertRefused(RestAnswer answer) {
    assertThat(answer).isInstanceOf(NotSent.class);
    assertThat(((NotSent) answer).why()).isEqualTo(Why.CERTIFICATE);
  }

  private static RestAnswer ask(KeyStore store, SSLContext trust) throws Exception {
    try (ScriptedHttp venue = new ScriptedHttp(serving(store));
        BybitRest rest = rest(venue.environment(), trust)) {
      venue.on(PATH, Answer.ok("{\"list\":[]}"));
      RestAnswer answer = ask(rest);
      assertThat(venue.asked(PATH)).hasSize(answer.isOk() ? 1 : 0);
      return answer;
    }
  }

  private static RestAnswer ask(BybitRest rest) {
    return rest.publicClient()
        .send(RestRequest.get(PATH, "category", "linear"))
        .orTimeout(15, TimeUnit.SECONDS)
        .join();
  }

  private static BybitRest rest(BybitEnvironment environment, SSLContext trust) {
    return BybitRest.of(
        environment, ProcessClock.startingAbove(0), VenueListener.NONE, trust, 5_000_000_000L);
  }

  /** Signed by an authority of its own, and valid for five days from then. */
  private KeyStore certificate(String name, String extension, String start) throws Exception {
    Path file = directory.resolve(name + ".p12");
    keytool(file, AUTHORITY, "-ext", "bc:c", "-startdate", "-20d", "-validity", "100");
    keytool(
        file,
        name,
        "-ext",
        extension,
        "-startdate",
        start,
        "-validity",
        "5",
        "-signer",
        AUTHORITY,
        "-signerkeypass",
        new String(PASSWORD));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private void keytool(Path store, String alias, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Path log = directory.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + Files.readString(log));
    }
  }

  private static SSLContext serving(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore served = KeyStore.getInstance("PKCS12");
    served.load(null, null);
    for (String alias : Collections.list(store.aliases())) {
      if (!alias.equals(AUTHORITY)) {
        served.setKeyEntry(
            alias, store.getKey(alias, PASSWORD), PASSWORD, store.getCertificateChain(alias));
      }
    }
    keys.init(served, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, store.getCertificate(AUTHORITY));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
