package ringside.engine.boot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/**
 * A status as text for people: a block of lines for a terminal and {@code status}, or one line for
 * a log. Immutable; any thread.
 */
final class StatusText {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final double E9 = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_SECOND = 1e9;
  private static final double PERCENT = 100;
  private static final int MOST_TROUBLES = 6;
  private static final int SECONDS_LENGTH = 19;

  private final boolean colour;
  private final int mostAccounts;

  /**
   * @param mostAccounts those not shown are counted
   */
  StatusText(boolean colour, int mostAccounts) {
    this.colour = colour;
    this.mostAccounts = mostAccounts;
  }

  /** Everything, a line each. */
  List<String> block(RunStatus status) {
    List<String> lines = new ArrayList<>();
    RunFigures figures = status.figures();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %s%s  up %s  %s",
            paint(BOLD, "ringside"),
            status.environment(),
            status.paper() ? ", paper money" : "",
            span(figures.upNs()),
            status.healthy() ? paint(GREEN, "healthy") : paint(RED, "not healthy")));
    lines.add(
        String.format(
            Locale.ROOT,
            "events   %,d, %,.0f a second; decided and recorded in p50 %.2f ms, p99 %.2f ms; ring"
                + " %.0f %% full",
            figures.events(),
            figures.eventsPerSecond(),
            figures.p50Ns() / NS_PER_MS,
            figures.p99Ns() / NS_PER_MS,
            PERCENT * figures.ringFill()));
    EngineStatus engine = status.engine();
    if (engine != null) {
      lines.add("pnl      " + pnl(engine) + ", since the journal began");
      lines.add(
          String.format(
              Locale.ROOT,
              "this run %,d orders sent, %,d fills, %,d cycles closed, %,d refused, %,d alerts; %d in"
                  + " flight",
              figures.orders(),
              figures.fills(),
              figures.cycles(),
              figures.refusals(),
              figures.alerts(),
              engine.inFlight()));
      accounts(engine, lines);
      lines.add("streams  " + streams(engine));
    }
    if (engine != null) {
      List<String> notes = engine.notes();
      notes.stream().limit(MOST_TROUBLES).forEach(note -> lines.add("note     " + note));
      if (notes.size() > MOST_TROUBLES) {
        lines.add("         and " + (notes.size() - MOST_TROUBLES) + " more");
      }
    }
    List<String> troubles = status.troubles();
    for (int i = 0; i < Math.min(MOST_TROUBLES, troubles.size()); i++) {
      lines.add(paint(RED, "trouble  " + troubles.get(i)));
    }
    if (troubles.size() > MOST_TROUBLES) {
      lines.add(paint(RED, "         and " + (troubles.size() - MOST_TROUBLES) + " more"));
    }
    return lines;
  }

  /** The gist, for a log. */
  String line(RunStatus status, long timeNs) {
    // To the second.
    String time = IsoTime.toString(timeNs).substring(0, SECONDS_LENGTH) + 'Z';
    RunFigures figures = status.figures();
    return String.format(
        Locale.ROOT,
        "%s %,d events, %,.0f/s%s",
        time,
        figures.events(),
        figures.eventsPerSecond(),
        news(status));
  }

  /** What of it is no repetition once it is another. */
  String news(RunStatus status) {
    StringBuilder line = new StringBuilder(200);
    EngineStatus engine = status.engine();
    if (engine != null) {
      int positions = engine.accounts().stream().mapToInt(each -> each.positions().size()).sum();
      int orders = engine.accounts().stream().mapToInt(EngineStatus.Account::openOrders).sum();
      line.append("; ")
          .append(pnl(engine))
          .append(String.format(Locale.ROOT, "; %d positions, %d orders", positions, orders));
    }
    List<String> troubles = status.troubles();
    line.append("; ").append(troubles.isEmpty() ? "healthy" : "not healthy: " + troubles.get(0));
    if (troubles.size() > 1) {
      line.append(" and ").append(troubles.size() - 1).append(" more");
    }
    return line.toString();
  }

  private static String pnl(EngineStatus engine) {
    return "realised "
        + signed(engine.total(EngineStatus.Account::netRealisedE9))
        + ", unrealised "
        + signed(engine.total(EngineStatus.Account::unrealisedE9))
        + ", worst drawdown "
        + signed(engine.total(EngineStatus.Account::worstDrawdownE9));
  }

  private void accounts(EngineStatus engine, List<String> lines) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%-14s %12s %10s %10s %10s %7s %6s %6s  %s",
            "account",
            "equity",
            "realised",
            "unrealised",
            "worst dd",
            "margin",
            "orders",
            "doubt",
            "positions"));
    List<EngineStatus.Account> shown = new ArrayList<>(engine.accounts());
    if (shown.size() > mostAccounts) {
      shown.sort(Comparator.comparing(StatusText::sound));
    }
    for (int i = 0; i < Math.min(mostAccounts, shown.size()); i++) {
      lines.add(account(shown.get(i)));
    }
    if (shown.size() > mostAccounts) {
      long sound = engine.accounts().stream().filter(StatusText::sound).count();
      lines.add(
          "… "
              + (shown.size() - mostAccounts)
              + " more; "
              + sound
              + " of "
              + shown.size()
              + " reconciled and free to trade");
    }
  }

  private static boolean sound(EngineStatus.Account account) {
    return account.reconciled() && account.latches().isEmpty() && account.needs().isEmpty();
  }

  private String account(EngineStatus.Account account) {
    StringBuilder positions = new StringBuilder();
    for (EngineStatus.Position position : account.positions()) {
      positions.append(positions.isEmpty() ? "" : ", ").append(position(position));
    }
    if (!account.latches().isEmpty()) {
      positions
          .append(positions.isEmpty() ? "" : "  ")
          .append(paint(RED, String.join(", ", account.latches())));
    }
    if (!account.reconciled()) {
      positions.append(positions.isEmpty() ? "" : "  ").append(paint(RED, "not reconciled"));
    }
    return String.format(
        Locale.ROOT,
        "%-14s %12s %10s %10s %10s %7s %6d %6d  %s",
        account.name(),
        money(account.equityE9()),
        signed(account.netRealisedE9()),
        signed(account.unrealisedE9()),
        signed(account.worstDrawdownE9()),
        percent(account.marginRateE9()),
        account.openOrders(),
        account.busyOrders(),
        positions.isEmpty() ? "none" : positions);
  }

  private static String position(EngineStatus.Position position) {
    StringBuilder text = new StringBuilder(position.symbol());
    text.append(' ');
    if (!position.leg().equals("ONE_WAY")) {
      text.append(position.leg().toLowerCase(Locale.ROOT)).append(' ');
    }
    Decimals.appendE9(text, position.sizeE9());
    if (position.entryE9() != Decimals.INVALID) {
      Decimals.appendE9(text.append(" at "), position.entryE9());
    }
    if (position.takeProfits().size() == 1) {
      long priceE9 = position.takeProfits().get(0).priceE9();
      if (priceE9 != Decimals.INVALID) {
        Decimals.appendE9(text.append(", out at "), priceE9);
      }
    } else if (position.takeProfits().size() > 1) {
      text.append(", ").append(position.takeProfits().size()).append(" orders out");
    }
    return text.toString();
  }

  private String streams(EngineStatus engine) {
    long up = engine.streams().stream().filter(EngineStatus.Stream::healthy).count();
    StringBuilder text = new StringBuilder();
    text.append(up).append(" of ").append(engine.streams().size()).append(" up");
    if (engine.streams().size() <= mostAccounts) {
      for (EngineStatus.Stream stream : engine.streams()) {
        text.append("; ").append(stream.name()).append(' ');
        if (!stream.connected()) {
          text.append(paint(RED, "down"));
        } else {
          String age =
              stream.ageNs() == Decimals.INVALID
                  ? "silent"
                  : String.format(Locale.ROOT, "%.1f s", stream.ageNs() / NS_PER_SECOND);
          text.append(stream.stale() ? paint(RED, age) : age);
        }
      }
    }
    return text.toString();
  }

  private static String span(long ns) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(ns);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** With its sign, and so many decimals as money needs to look at. */
  static String signed(long e9) {
    return e9 == Decimals.INVALID ? "-" : String.format(Locale.ROOT, "%+,.2f", e9 / E9 + 0.0);
  }

  private static String money(long e9) {
    return e9 == Decimals.INVALID ? "-" : String.format(Locale.ROOT, "%,.2f", e9 / E9);
  }

  private static String percent(long e9) {
    return e9 == Decimals.INVALID ? "-" : String.format(Locale.ROOT, "%.2f %%", PERCENT * e9 / E9);
  }

  private String paint(String with, String text) {
    return colour ? with + text + PLAIN : text;
  }
}
