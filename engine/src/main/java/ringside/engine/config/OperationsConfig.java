package ringside.engine.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How people and programs reach a running engine, and it them.
 *
 * @param controlPort of the control door; 0: any that is free
 * @param controlFile where port and token are written; null: control.json in the journal's
 *     directory
 * @param heartbeatFile null: heartbeat.json in the journal's directory
 * @param orphans what is done about positions whose strategy is gone
 */
public record OperationsConfig(
    int controlPort,
    Path controlFile,
    Path heartbeatFile,
    Duration heartbeatEvery,
    AlertsConfig alerts,
    OrphanPolicy orphans) {

  /**
   * Who is told of alerts.
   *
   * @param command a program and its arguments; empty: none is run
   * @param webhook null: none is called; may hold a secret, which {@link #toString} leaves out
   * @param from the least severity that is told
   */
  public record AlertsConfig(List<String> command, URI webhook, AlertLevel from) {
    public AlertsConfig {
      command = List.copyOf(command);
    }

    @Override
    public String toString() {
      return "AlertsConfig[command="
          + (command.isEmpty() ? "none" : "given")
          + ", webhook="
          + (webhook == null ? "none" : "given")
          + ", from="
          + from
          + "]";
    }
  }
}
