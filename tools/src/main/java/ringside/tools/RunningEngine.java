package ringside.tools;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ringside.engine.boot.ControlFile;
import ringside.engine.boot.UsageException;
import ringside.journal.log.JournalLock;

/** The engine that a command talks to, by its control door. */
final class RunningEngine {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int REFUSED = 400;
  private static final List<Path> USUAL =
      List.of(Path.of("ringside-demo"), Path.of("ringside-journal"));

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description =
          "The running engine's journal, beside which its port and token are (default:"
              + " ringside-demo or ringside-journal, whichever is running)")
  private Path journal;

  @Option(
      names = "--control-file",
      paramLabel = "FILE",
      description = "Where port and token are, when the config puts them elsewhere")
  private Path file;

  /**
   * What it said.
   *
   * @param good whether it is done, or all is well
   * @param text as it shall be printed; of one that says nothing yet, why
   * @param said whether the engine itself has said it: it is not starting or ending
   */
  record Answer(boolean good, String text, boolean said) {}

  /**
   * Asks it.
   *
   * @throws UsageException when there is none, or it refuses the question
   */
  Answer ask(String path, Map<String, String> form) throws InterruptedException {
    Path where = where();
    Path directory = journal != null ? journal : where.toAbsolutePath().getParent();
    if (!Files.exists(where) || !ControlFile.read(where).mayLive()) {
      return silent(where, directory);
    }
    try {
      return ask(where, ControlFile.read(where), path, form);
    } catch (ConnectException e) {
      return silent(where, directory);
    } catch (IOException e) {
      throw new UsageException("the engine of " + where + " does not answer: " + e.getMessage());
    }
  }

  /** Its door is not open. */
  private static Answer silent(Path where, Path directory) {
    Optional<ProcessHandle> holder = JournalLock.holder(directory);
    if (holder.isPresent()) {
      String text =
          "the engine is starting, or ending: process "
              + holder.get().pid()
              + " holds "
              + directory
              + " and says nothing yet";
      String elsewhere = " (or its config has operations.control.file: --control-file says where)";
      return new Answer(false, Files.exists(where) ? text : text + elsewhere, false);
    }
    if (Files.exists(where)) {
      throw new UsageException(where + ": its engine is not running any more");
    }
    throw new UsageException(
        where + ": there is no such file: no engine is running there (--journal DIR says where)");
  }

  private static Answer ask(Path where, ControlFile control, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + path))
            .timeout(LIMIT)
            .header("X-Ringside-Token", control.token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build()
            .send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == REFUSED) {
      throw new UsageException(answer.body().strip());
    }
    if (answer.statusCode() != OK) {
      throw new UsageException(
          "the engine of " + where + " answers " + answer.statusCode() + ": " + answer.body());
    }
    boolean good = answer.headers().firstValue("X-Ringside-Good").orElse("").equals("true");
    return new Answer(good, answer.body(), true);
  }

  private Path where() {
    if (file != null) {
      return file;
    }
    if (journal != null) {
      return ControlFile.in(journal);
    }
    List<Path> found = new ArrayList<>();
    List<Path> left = new ArrayList<>();
    for (Path usual : USUAL) {
      Path control = ControlFile.in(usual);
      if (JournalLock.holder(usual).isPresent()) {
        found.add(control);
      } else if (Files.exists(control)) {
        left.add(control);
      }
    }
    if (found.isEmpty()) {
      found = left;
    }
    if (found.size() != 1) {
      throw new UsageException(
          found.isEmpty()
              ? "no engine is running here; --journal DIR says where another's journal is"
              : "both "
                  + USUAL.get(0)
                  + " and "
                  + USUAL.get(1)
                  + " have one: --journal says which");
    }
    return found.get(0);
  }
}
