package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;

/** A venue that quotes the key and the secret wherever it can: nothing of it comes out. */
class CanaryTest {
  private static final String KEY = "canaryKey4711x";
  private static final String SECRET = "canarySecret0815y";
  private static final String QUOTED = "you sent " + KEY + " and " + SECRET;

  @TempDir Path directory;

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @Test
  void no_part_of_a_key_is_ever_said() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    Appender appender = new Appender();
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.TRACE);
    try {
      talk();
      readBadFiles();
    } finally {
      root.setLevel(before);
      root.detachAppender(appender);
    }

    assertThat(said).hasSizeGreaterThan(30);
    assertThat(String.join("\n", said))
        .doesNotContainIgnoringCase("canary")
        .doesNotContain("4711x", "0815y");
  }

  private void talk() {
    HeardEvents events = new HeardEvents();
    ProcessClock clock = ProcessClock.startingAbove(0);
    VenueEvents listener = new VenueEvents(events, clock, 1, Map.of("main", 1));
    try (ScriptedHttp venue = new ScriptedHttp();
        BybitRest rest = BybitRest.of(venue.environment(), clock, listener, null, 500_000_000L)) {
      Credentials credentials = Credentials.of("test", KEY, SECRET);
      RestClient client = rest.account("main", credentials);
      say(credentials, rest, client, rest.environment(), rest.governor(), rest.serverClock());
      List<Answer> answers =
          List.of(
              Answer.code(10004, QUOTED),
              Answer.code(10003, QUOTED),
              Answer.code(10006, QUOTED),
              Answer.code(10002, QUOTED),
              Answer.code(4711, QUOTED),
              Answer.code(110043, QUOTED),
              Answer.code(0, QUOTED),
              Answer.ok("{\"apiKey\":\"" + KEY + "\",\"secret\":\"" + SECRET + "\"}"),
              Answer.json("{\"retCode\":\"" + KEY + "\"}"),
              Answer.json(QUOTED),
              Answer.status(500, "text/html", QUOTED),
              Answer.status(200, QUOTED, QUOTED),
              Answer.status(401, "text/plain", QUOTED),
              Answer.none());
      for (Answer answer : answers) {
        venue.on("/v5/order/create", answer);
        RestAnswer got = get(client.send(RestRequest.post("/v5/order/create", "{}").asExit()));
        say(got, got.describe());
      }
      venue.on("/v5/user/query-api", answers.get(7));
      KeyReport report = get(new KeyCheck(rest, client, false).run());
      listener.onIdentified(report);
      say(report, report.summary());
      say(new Panic(client, said::add, 500_000_000L).flatten());
      venue.on("/v5/order/realtime", Answer.status(403, "text/plain", QUOTED));
      say(get(client.read(RestRequest.get("/v5/order/realtime"))));
      say(new Panic(client, said::add, 500_000_000L).cancel());
    }
    said.addAll(events.lines());
  }

  private void readBadFiles() throws Exception {
    String[] texts = {
      KEY,
      "apiKey=" + KEY,
      "apiKey " + KEY + "\n" + SECRET,
      "apiKey=" + KEY + " \u00e4",
      "=" + SECRET
    };
    for (String text : texts) {
      Path file = Files.writeString(directory.resolve("file"), text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      try {
        say(CredentialsFile.read(file));
        throw new AssertionError("this is no key file");
      } catch (CredentialsException e) {
        say(ThrowableText.of(e));
      }
      EnvFile env = EnvFile.read(file, Map.of("S", SECRET), said::add);
      say(env);
      try {
        say(env.credentials("K", "S"));
        throw new AssertionError("there is no such key");
      } catch (CredentialsException e) {
        say(ThrowableText.of(e));
      }
      Files.delete(file);
    }
  }

  private void say(Object... things) {
    for (Object thing : things) {
      said.add(thing.toString());
    }
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** An exception with all its causes. */
  private static final class ThrowableText {
    static String of(Throwable thrown) {
      java.io.StringWriter text = new java.io.StringWriter();
      thrown.printStackTrace(new java.io.PrintWriter(text));
      // The trace names this class, which is called after the canary.
      return text.toString().replace(CanaryTest.class.getName(), "").replace("CanaryTest", "");
    }
  }

  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      StringBuilder text = new StringBuilder(event.getFormattedMessage());
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        text.append(ThrowableProxyUtil.asString(thrown));
      }
      said.add(text.toString().replace("CanaryTest", ""));
    }
  }
}
