package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a running engine's control door is, and what opens it: a file that only its owner can read.
 * Immutable; any thread.
 *
 * @param port on the loopback interface
 * @param token to be shown with every request
 * @param pid of the engine's process; 0: not said
 */
public record ControlFile(int port, String token, long pid) {
  /** Its name in the journal's directory. */
  public static final String NAME = "control.json";

  private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d{1,5})\\b");
  private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d{1,18})\\b");
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([0-9a-f]{64})\"");

  /** Where it is usually. */
  public static Path in(Path journal) {
    return journal.resolve(NAME);
  }

  void write(Path file) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("port", port);
    values.put("token", token);
    values.put("pid", pid);
    PrivateFile.write(file, JsonLine.of(values) + System.lineSeparator());
  }

  /**
   * Reads one.
   *
   * @throws UsageException when there is none, or it is not one
   */
  public static ControlFile read(Path file) {
    try {
      String text = Files.readString(file);
      Matcher port = PORT.matcher(text);
      Matcher token = TOKEN.matcher(text);
      if (port.find() && token.find()) {
        Matcher pid = PID.matcher(text);
        return new ControlFile(
            Integer.parseInt(port.group(1)),
            token.group(1),
            pid.find() ? Long.parseLong(pid.group(1)) : 0);
      }
      throw new UsageException(file + ": is no control file of a running engine");
    } catch (NoSuchFileException e) {
      throw new UsageException(
          file + ": there is no such file: no engine is running there (--journal DIR says where)");
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** Whether its process may live: a dead one's port may be anybody's by now. */
  public boolean mayLive() {
    return pid == 0 || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Override
  public String toString() {
    return "ControlFile[port=" + port + ", token=***]";
  }
}
