package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.ShadowAccount;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/**
 * What shadows did beside those that trade the same symbol of the same account. The shadows are
 * those of the journal, or of another config that is decided over the journal's market. One thread.
 */
final class ShadowDiff {
  private final Path journal;
  private final long withinNs;
  private final long toleranceE9;
  private final Catalog catalog;
  private final List<Seat> traders = new ArrayList<>();
  private final List<Seat> shadows = new ArrayList<>();
  private final Map<Integer, Standing> before = new LinkedHashMap<>();
  private final Map<Integer, Long> beganNs = new LinkedHashMap<>();
  private final Map<Integer, MoveList> traded = new LinkedHashMap<>();
  private final Map<Integer, MoveList> wouldHave = new LinkedHashMap<>();
  private final RecordHeaderDecoder header = new RecordHeaderDecoder();

  /** A strategy of a config. */
  private record Seat(String name, int strategy, int account, int instrument) {}

  /**
   * Prepares.
   *
   * @param withinNs how far off in time a move may be and still be the same
   * @param toleranceE9 how far off in price, as a fraction
   */
  ShadowDiff(Path journal, JournalEnd end, long withinNs, long toleranceE9) {
    this.toleranceE9 = toleranceE9;
    this.journal = journal;
    this.withinNs = withinNs;
    catalog = end.catalog();
    seats(Redecision.config(end), traders, shadows);
  }

  /** Compares the journal's own shadows; empty where there are none. */
  List<SideBySide> ofJournal(Progress progress) {
    TradingCore core = new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
    long events = 0;
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.next()) {
        core.restore(reader.buffer(), reader.offset());
        if (RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0) {
          progress.events(++events);
          begin(core, core, reader.buffer(), reader.offset());
        } else {
          boolean shadow = RecordLayout.shadow(reader.buffer(), reader.offset()) == 1;
          take(shadow ? wouldHave : traded, reader.buffer(), reader.offset());
        }
      }
    }
    return sides(core, core);
  }

  /**
   * Compares the strategies of another config, as shadows, with those that traded.
   *
   * @param config as the journal would have recorded it, all of it shadows
   */
  List<SideBySide> of(List<ConfigRecords.Entry> config, Progress progress) {
    shadows.clear();
    seats(config, new ArrayList<>(), shadows);
    TradingCore core = new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
    try (Redecision again = new Redecision(journal, recorded -> config)) {
      while (again.next()) {
        progress.events(again.events());
        core.restore(again.event().buffer(), 0);
        RecordBuffer recorded = again.recorded();
        for (int at = 0; at < recorded.length(); at = RecordLayout.next(recorded.buffer(), at)) {
          core.restore(recorded.buffer(), at);
          if (RecordLayout.shadow(recorded.buffer(), at) == 0) {
            take(traded, recorded.buffer(), at);
          }
        }
        begin(core, again.core(), again.event().buffer(), 0);
        RecordBuffer decided = again.decided();
        for (int at = 0; at < decided.length(); at = RecordLayout.next(decided.buffer(), at)) {
          if (RecordLayout.shadow(decided.buffer(), at) == 1) {
            take(wouldHave, decided.buffer(), at);
          }
        }
      }
      return sides(core, again.core());
    }
  }

  private void take(Map<Integer, MoveList> lists, DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset + RecordLayout.BLOCK_OFFSET);
    if (header.strategy() != Catalog.NONE) {
      lists.computeIfAbsent(header.strategy(), key -> new MoveList()).take(buffer, offset);
    }
  }

  /** A shadow that has done nothing yet begins here: what was before it does not count. */
  private void begin(TradingCore core, TradingCore ofShadows, DirectBuffer buffer, int offset) {
    if (RecordLayout.templateId(buffer, offset) != ConfigAppliedDecoder.TEMPLATE_ID) {
      return;
    }
    for (Seat seat : shadows) {
      ShadowAccount shadow = ofShadows.shadow(seat.strategy);
      if (shadow != null && shadow.orders() == 0) {
        before.put(seat.strategy, Standing.of(core, seat.account, seat.instrument));
        beganNs.put(seat.strategy, RecordLayout.timeNs(buffer, offset));
      }
    }
  }

  private List<SideBySide> sides(TradingCore core, TradingCore ofShadows) {
    List<SideBySide> sides = new ArrayList<>();
    for (Seat seat : shadows) {
      ShadowAccount shadow = ofShadows.shadow(seat.strategy);
      if (shadow == null) {
        continue;
      }
      Seat trader = null;
      for (Seat each : traders) {
        boolean same = each.account == seat.account && each.instrument == seat.instrument;
        trader = same ? each : trader;
      }
      long sinceNs = beganNs.getOrDefault(seat.strategy, Long.MIN_VALUE);
      List<Move> ones = trader == null ? List.of() : since(traded.get(trader.strategy), sinceNs);
      List<Move> others = since(wouldHave.get(seat.strategy), sinceNs);
      Standing stands = Standing.of(core, seat.account, seat.instrument);
      sides.add(
          new SideBySide(
              catalog.name(CatalogKind.ACCOUNT, seat.account)
                  + " "
                  + catalog.name(CatalogKind.INSTRUMENT, seat.instrument),
              trader == null ? null : trader.name,
              seat.name,
              ones,
              others,
              stands.minus(before.getOrDefault(seat.strategy, Standing.ZERO)),
              Standing.of(shadow, ofShadows, seat.instrument),
              MovePairs.of(ones, others, withinNs, toleranceE9)));
    }
    return sides;
  }

  private static List<Move> since(MoveList list, long sinceNs) {
    return list == null
        ? List.of()
        : list.moves().stream().filter(move -> move.timeNs() >= sinceNs).toList();
  }

  private static void seats(
      List<ConfigRecords.Entry> config, List<Seat> traders, List<Seat> shadows) {
    Map<String, Map<String, String>> strategies = new LinkedHashMap<>();
    for (ConfigRecords.Entry entry : config) {
      if (entry.path().startsWith("strategies.")) {
        int from = "strategies.".length();
        int end = entry.path().indexOf('.', from);
        strategies
            .computeIfAbsent(entry.path().substring(from, end), name -> new LinkedHashMap<>())
            .put(entry.path().substring(end + 1), entry.value());
      }
    }
    strategies.forEach(
        (name, values) -> {
          if (values.containsKey("index")) {
            Seat seat =
                new Seat(
                    name,
                    Integer.parseInt(values.get("index")),
                    Integer.parseInt(values.get("accountIndex")),
                    Integer.parseInt(values.get("instrumentIndex")));
            ("true".equals(values.get("shadow")) ? shadows : traders).add(seat);
          }
        });
  }
}
