package ringside.engine.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ringside.journal.codec.Severity;

/** How people reach a run, and it them. Immutable. */
record OperationsSettings(
    int controlPort,
    Path controlFile,
    Path heartbeatFile,
    long heartbeatEveryNs,
    List<String> alertCommand,
    URI alertWebhook,
    Severity alertsFrom) {
  static final OperationsSettings USUAL =
      new OperationsSettings(
          0, null, null, TimeUnit.MINUTES.toNanos(1), List.of(), null, Severity.WARNING);
}
