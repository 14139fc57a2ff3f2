package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String KEY = "canaryKey12345";
  private static final String SECRET = "canarySecret98765";
  private static final String FILE = "# mine\napiKey=" + KEY + "\napiSecret = \"" + SECRET + "\"\n";

  @TempDir Path directory;

  @Test
  void a_file_of_its_owners_alone_is_read() throws IOException {
    assertSigns(CredentialsFile.read(file("rw-------", FILE)));
    assertSigns(CredentialsFile.read(file("r--------", FILE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
  void a_file_that_others_may_touch_is_refused_with_its_name_and_what_is_allowed(String permissions)
      throws IOException {
    Path file = file(permissions, FILE);

    assertThatThrownBy(() -> CredentialsFile.read(file))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("chmod 600")
        .hasMessageNotContainingAny(KEY, SECRET);
  }

  @Test
  void a_link_to_a_key_file_is_refused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file("rw-------", FILE));

    assertThatThrownBy(() -> CredentialsFile.read(link)).hasMessageContaining("regular file");
  }

  @Test
  void a_file_that_is_not_there_or_holds_something_else_is_refused_without_quoting_it()
      throws IOException {
    assertThatThrownBy(() -> CredentialsFile.read(directory.resolve("none")))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> CredentialsFile.read(file("rw-------", "apiKey=" + KEY)))
        .hasMessageContaining("no API secret")
        .hasMessageNotContaining(KEY);
    assertThatThrownBy(() -> CredentialsFile.read(file("rw-------", SECRET + "\n" + KEY)))
        .hasMessageContaining("line 1")
        .hasMessageNotContainingAny(KEY, SECRET);
    assertThatThrownBy(
            () -> CredentialsFile.read(file("rw-------", "apiKey=a b\napiSecret=" + SECRET)))
        .hasMessageContaining("API key is none")
        .hasMessageNotContaining("a b");
  }

  @Test
  void an_env_file_fills_in_what_the_environment_lacks_and_overrides_nothing() throws IOException {
    Path file =
        file(
            "rw-------",
            """
            # keys
            export MAIN_KEY=%s
            MAIN_SECRET='fromTheFile'
            """
                .formatted(KEY));
    List<String> warnings = new ArrayList<>();

    EnvFile env = EnvFile.read(file, Map.of("MAIN_SECRET", SECRET), warnings::add);

    assertSigns(env.credentials("MAIN_KEY", "MAIN_SECRET"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_bad_line_of_an_env_file_is_a_warning_with_its_number_that_quotes_nothing()
      throws IOException {
    Path file =
        file(
            "rw-------",
            "A=1\n\n" + SECRET + "\n2B=" + SECRET + "\nC=\"" + SECRET + "\nMAIN_KEY=" + KEY);
    List<String> warnings = new ArrayList<>();

    EnvFile env = EnvFile.read(file, Map.of("MAIN_SECRET", SECRET), warnings::add);

    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).contains(file.toString(), "line 3");
    assertThat(warnings.get(1)).contains("line 4");
    assertThat(warnings.get(2)).contains("line 5");
    assertThat(String.join("", warnings)).doesNotContain(SECRET, KEY);
    assertSigns(env.credentials("MAIN_KEY", "MAIN_SECRET"));
  }

  @Test
  void an_env_file_that_others_may_read_is_a_warning() throws IOException {
    List<String> warnings = new ArrayList<>();

    EnvFile.read(file("rw-r--r--", "A=1"), Map.of(), warnings::add);

    assertThat(warnings).singleElement().asString().contains("chmod 600");
  }

  @Test
  void a_variable_that_is_not_set_is_named() {
    EnvFile env = EnvFile.none(Map.of("MAIN_KEY", KEY));

    assertThatThrownBy(() -> env.credentials("MAIN_KEY", "MAIN_SECRET"))
        .hasMessageContaining("MAIN_SECRET")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void a_key_in_place_of_a_name_is_not_repeated() {
    String key = "Xw4bZ8q2Lk0PyT7nVd";

    assertThatThrownBy(() -> EnvFile.none(Map.of()).credentials(key, "MAIN_SECRET"))
        .hasMessageContaining("(a name of 18 characters) and MAIN_SECRET")
        .hasMessageNotContaining(key);
    assertThatThrownBy(() -> CredentialsFile.read(directory.resolve(key)))
        .hasMessageContainingAll(directory.toString(), "(a name of 18 characters)", "no such file")
        .hasMessageNotContaining(key);
  }

  @Test
  void nothing_of_a_key_shows() {
    Credentials credentials = Credentials.of("test", KEY, SECRET);

    assertThat(credentials.toString()).isEqualTo("Credentials[***]");
    assertThat(EnvFile.none(Map.of("A", SECRET)).toString()).doesNotContain(SECRET);
    assertThat(credentials.redact("x" + KEY + "y" + SECRET + "z")).isEqualTo("x***y***z");
    assertThatThrownBy(
            () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(credentials))
        .isInstanceOf(NotSerializableException.class);
  }

  /** The venue's own example, docs/v5/websocket: GET/realtime and the expiry. */
  @Test
  void a_socket_is_authenticated_by_the_expiry() {
    Credentials credentials = Credentials.of("test", KEY, SECRET);

    assertThat(credentials.webSocketAuth("req_id", "7", 1_662_350_400_000L))
        .isEqualTo(
            "{\"req_id\":\"7\",\"op\":\"auth\",\"args\":[\""
                + KEY
                + "\",1662350400000,\""
                + Hmac.of(SECRET, "GET/realtime1662350400000")
                + "\"]}");
  }

  private static void assertSigns(Credentials credentials) {
    assertThat(credentials.webSocketAuth("req_id", "1", 5))
        .contains(KEY, Hmac.of(SECRET, "GET/realtime5"));
  }

  private Path file(String permissions, String text) throws IOException {
    Path file = Files.createTempFile(directory, "key", "");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
