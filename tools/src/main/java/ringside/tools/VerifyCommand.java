package ringside.tools;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.journal.log.JournalDamagedException;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/** Proves a journal: whole, unaltered, and decided as this build decides. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Proves a journal: reads every byte, checks the chain, decides every event again and compares"
          + " each decision byte for byte.",
      "",
      "Runs of another decision version cannot be decided again by this build: they are restored as"
          + " recorded and counted; their digests are compared where their state version is ours.",
      "",
      "Prints 'verified: N events, M decisions, K digests' (the digests are among the decisions),"
          + " how many runs were verified or restored, and how the journal ends. A journal that an"
          + " engine is writing, or was killed over, ends 'unsealed' or 'torn'.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 verified, 1 a difference or damage was found, 2 bad usage or no journal, 4 a"
          + " newer build wrote it."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private JournalArgument journal;

  @Option(
      names = "--strict",
      description = "Fail when a run of another decision version could only be restored")
  private boolean strict;

  @Option(names = "--json", description = "The result as one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    JournalVerifier verifier = new JournalVerifier();
    JournalEnd end;
    try (JournalReader reader = JournalReader.openFully(journal.require());
        Progress progress = new Progress("verifying")) {
      Difference difference = verifier.verify(reader, progress);
      if (difference != null) {
        System.out.println(json ? difference.json("verified") : difference.text());
        return ExitCode.FAILED;
      }
      end = reader.end();
    } catch (JournalDamagedException e) {
      System.out.println(json ? Corruption.json("verified", e) : Corruption.text(e));
      return ExitCode.FAILED;
    }
    boolean refused = strict && verifier.restoredRuns() > 0;
    System.out.println(json ? asJson(verifier, end, !refused) : asText(verifier, end, refused));
    return refused ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static String asText(JournalVerifier verifier, JournalEnd end, boolean refused) {
    StringBuilder text = new StringBuilder();
    if (refused) {
      text.append(
          String.format(
              Locale.ROOT,
              "not verified: %d of %d runs are of other decision versions, the first begins at"
                  + " sequence %d (--strict)%n",
              verifier.restoredRuns(),
              verifier.restoredRuns() + verifier.verifiedRuns(),
              verifier.firstRestored()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d events, %d decisions, %d digests%n",
            refused ? "read" : "verified",
            verifier.events(),
            verifier.decisions(),
            verifier.digests()));
    text.append(
        String.format(
            Locale.ROOT,
            "runs: %d verified, %d of other versions restored%n",
            verifier.verifiedRuns(),
            verifier.restoredRuns()));
    return text.append("tail: ").append(JournalTail.text(end)).toString();
  }

  private static String asJson(JournalVerifier verifier, JournalEnd end, boolean verified) {
    Map<String, Object> runs = new LinkedHashMap<>();
    runs.put("verified", verifier.verifiedRuns());
    runs.put("restored", verifier.restoredRuns());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("verified", verified);
    values.put("events", verifier.events());
    values.put("decisions", verifier.decisions());
    values.put("digests", verifier.digests());
    values.put("lastSequence", end.sequence());
    values.put("tail", end.status().name().toLowerCase(Locale.ROOT));
    values.put("runs", runs);
    return JsonLine.of(values);
  }
}
