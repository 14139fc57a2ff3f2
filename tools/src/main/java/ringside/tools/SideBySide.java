package ringside.tools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.engine.boot.JsonLine;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/**
 * Two strategies of one symbol of one account: the one that trades, and one that would have. For
 * people and for programs.
 *
 * @param what the account and symbol, in words
 * @param one the name of the one that trades; null where none does
 * @param other the name of the one that would have
 * @param ones what it ordered
 * @param others what the other would have
 */
record SideBySide(
    String what,
    String one,
    String other,
    List<Move> ones,
    List<Move> others,
    Standing oneStands,
    Standing otherStands,
    MovePairs pairs) {

  boolean same() {
    return pairs.differing().isEmpty();
  }

  /**
   * Prints it.
   *
   * @param most so many differences at most
   */
  void print(int most, StringBuilder text) {
    String trades = one == null ? "nobody" : one;
    line(text, "%s: %s trades, %s would have", what, trades, other);
    line(
        text,
        "  orders  %,d and %,d: %,d the same, %,d differ",
        ones.size(),
        others.size(),
        pairs.same(),
        pairs.differing().size());
    line(text, "  %-14s %14s %14s", "USDT", one == null ? "-" : one, other);
    row(text, "gross", oneStands.grossE9(), otherStands.grossE9());
    row(text, "fees", -oneStands.feesE9(), -otherStands.feesE9());
    row(text, "funding", -oneStands.fundingE9(), -otherStands.fundingE9());
    row(text, "unrealised", oneStands.unrealisedE9(), otherStands.unrealisedE9());
    row(text, "net", oneStands.netE9(), otherStands.netE9());
    int shown = 0;
    for (MovePairs.Pair pair : pairs.differing()) {
      if (shown++ == most) {
        line(text, "  ... and %,d more (--limit)", pairs.differing().size() - most);
        return;
      }
      Move move = pair.either();
      line(
          text,
          "  %s %s %s%s: %s | %s",
          IsoTime.toString(move.timeNs()),
          move.leg(),
          move.level().isEmpty() ? "" : move.level() + " ",
          move.action(),
          said(pair.one()),
          said(pair.other()));
    }
  }

  private static String said(Move move) {
    return move == null ? "nothing" : move.text();
  }

  /** One line for each difference, then one for the whole. */
  void print(StringBuilder lines) {
    for (MovePairs.Pair pair : pairs.differing()) {
      Move move = pair.either();
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("what", "difference");
      values.put("strategy", other);
      values.put("time", IsoTime.toString(move.timeNs()));
      values.put("leg", move.leg());
      values.put("level", move.level());
      values.put("action", move.action());
      values.put("side", move.side());
      values.put("trades", json(pair.one()));
      values.put("wouldHave", json(pair.other()));
      lines.append(JsonLine.of(values)).append('\n');
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("what", "strategy");
    values.put("seat", what);
    values.put("trades", one);
    values.put("wouldHave", other);
    values.put("orders", List.of(ones.size(), others.size()));
    values.put("same", pairs.same());
    values.put("different", pairs.differing().size());
    values.put("tradesPnl", json(oneStands));
    values.put("wouldHavePnl", json(otherStands));
    lines.append(JsonLine.of(values)).append('\n');
  }

  private static Map<String, Object> json(Move move) {
    if (move == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequence", move.sequence());
    values.put("time", IsoTime.toString(move.timeNs()));
    boolean market = move.priceE9() == Decimals.INVALID;
    values.put("price", market ? null : Decimals.toStringE9(move.priceE9()));
    values.put("quantity", Decimals.toStringE9(move.quantityE9()));
    return values;
  }

  private static Map<String, Object> json(Standing standing) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("gross", Decimals.toStringE9(standing.grossE9()));
    values.put("fees", Decimals.toStringE9(standing.feesE9()));
    values.put("funding", Decimals.toStringE9(standing.fundingE9()));
    values.put("unrealised", Decimals.toStringE9(standing.unrealisedE9()));
    values.put("net", Decimals.toStringE9(standing.netE9()));
    return values;
  }

  private static void row(StringBuilder text, String what, long oneE9, long otherE9) {
    line(text, "  %-14s %14s %14s", what, money(oneE9), money(otherE9));
  }

  private static String money(long valueE9) {
    return String.format(Locale.ROOT, "%,.2f", valueE9 / 1e9);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
