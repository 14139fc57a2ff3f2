package ringside.engine.boot;

import java.io.PrintStream;

/** Says alerts where the run's diagnostics go, whoever else is told. The sender's thread. */
final class AlertConsole implements AlertRoute {
  private final PrintStream out;

  AlertConsole(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(Alert alert) {
    StringBuilder line = new StringBuilder("ringside: ").append(alert.severity());
    for (String part : new String[] {alert.code(), alert.account(), alert.symbol(), alert.leg()}) {
      if (!part.isEmpty()) {
        line.append(' ').append(part);
      }
    }
    line.append(": ").append(alert.text());
    if (alert.count() > 1) {
      line.append(" (").append(alert.count()).append(" times)");
    }
    if (!alert.active()) {
      line.append(" (over)");
    }
    out.println(line);
  }

  @Override
  public String name() {
    return "standard error";
  }
}
