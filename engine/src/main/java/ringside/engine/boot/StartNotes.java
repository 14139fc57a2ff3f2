package ringside.engine.boot;

import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.engine.core.ConfigDifference;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.TailStatus;

/** Tells the user, on standard error, what a run starts from. */
final class StartNotes {
  private static final Logger LOG = LoggerFactory.getLogger(StartNotes.class);
  private static final double NS_PER_US = 1e3;
  private static final int FEW_ACCOUNTS = 8;

  private StartNotes() {}

  /** Before the start: what is gone on with. */
  static void printJournal(Engine engine) {
    JournalEnd previous = engine.previous();
    if (previous.isEmpty()) {
      return;
    }
    String tail =
        previous.status() == TailStatus.CLEAN
            ? ""
            : ", which the run before left "
                + previous.status().name().toLowerCase(java.util.Locale.ROOT);
    System.err.println(
        "ringside: continuing "
            + engine.journal()
            + " after sequence "
            + previous.sequence()
            + tail);
  }

  /** Before the first order: what the keys are, in full where they are few. */
  static void printKeys(TradePlan plan, List<String> lines) {
    if (plan.money() != TradePlan.Money.VENUES) {
      return;
    }
    if (plan.accounts().size() <= FEW_ACCOUNTS) {
      lines.forEach(line -> System.err.println("ringside: " + line));
      return;
    }
    lines.forEach(line -> LOG.info("{}", line));
    List<String> warnings = lines.stream().filter(line -> line.contains("warning:")).toList();
    System.err.println(
        "ringside: the keys of "
            + plan.accounts().size()
            + " accounts are usable; "
            + warnings.size()
            + " warnings"
            + (warnings.isEmpty() ? "" : ", the first:" + warnings.get(0)));
  }

  /** Before the start: in what the config is another than in the run before. */
  static void printChanges(Engine engine) {
    List<ConfigDifference> changes = engine.configChanges();
    if (!changes.isEmpty()) {
      System.err.println("ringside: the config is not the one of the run before:");
      changes.forEach(change -> System.err.println("ringside:   " + change));
    }
  }

  /** After the start: what durability costs here. */
  static void printDurability(Engine engine, Durability durability) {
    if (durability == Durability.DISK) {
      System.err.printf(
          Locale.ROOT,
          "ringside: every batch is forced to the disk; one force costs %.0f us here%n",
          engine.writer().forceCostNs() / NS_PER_US);
    }
  }
}
