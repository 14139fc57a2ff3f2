package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.VenueConfig;

/**
 * What, together with its inputs, makes a venue what it is, as lines of text at the head of its
 * log. Immutable.
 *
 * @param market as {@link ExchangeConfig#market}
 * @param marketMark of a market from a file: its size and checksum; "" for a generated one
 */
record VenueIdentity(
    long seed,
    long startNs,
    String market,
    String marketMark,
    List<String> symbols,
    int accounts,
    long balanceE9,
    FillModel fillModel,
    LatencyModel orderLatency,
    LatencyModel feedLatency) {
  private static final int DEFAULT_ACCOUNTS = 3;
  private static final long DEFAULT_BALANCE_E9 = 100_000_000_000_000L;
  private static final long FIRST_UID = 10_000_001;
  private static final String COIN = "USDT";

  /** A new venue, with the usual for what is not stated. */
  static VenueIdentity of(ExchangeConfig config, String marketMark, long startNs) {
    return new VenueIdentity(
        or(config.seed(), 1L),
        startNs,
        or(config.market(), ExchangeConfig.GENERATED),
        marketMark,
        config.symbols(),
        or(config.accounts(), DEFAULT_ACCOUNTS),
        or(config.balanceE9(), DEFAULT_BALANCE_E9),
        or(config.fillModel(), FillModel.QUEUE),
        or(config.orderLatency(), LatencyModel.NONE),
        or(config.feedLatency(), LatencyModel.NONE));
  }

  private static <T> T or(T stated, T usual) {
    return stated == null ? usual : stated;
  }

  String text() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("seed", Long.toString(seed));
    values.put("startNs", Long.toString(startNs));
    values.put("market", market);
    values.put("marketMark", marketMark);
    values.put("symbols", String.join(",", symbols));
    values.put("accounts", Integer.toString(accounts));
    values.put("balanceE9", Long.toString(balanceE9));
    values.put("fillModel", fillModel.name());
    values.put("orderLatency", text(orderLatency));
    values.put("feedLatency", text(feedLatency));
    StringBuilder lines = new StringBuilder();
    values.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    return lines.toString();
  }

  private static String text(LatencyModel model) {
    return model.floorNs() + "," + model.medianNs() + "," + model.sigmaE9();
  }

  static VenueIdentity parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              values.put(line.substring(0, equals), line.substring(equals + 1));
            });
    String symbols = values.get("symbols");
    return new VenueIdentity(
        Long.parseLong(values.get("seed")),
        Long.parseLong(values.get("startNs")),
        values.get("market"),
        values.get("marketMark"),
        symbols.isEmpty() ? List.of() : List.of(symbols.split(",", -1)),
        Integer.parseInt(values.get("accounts")),
        Long.parseLong(values.get("balanceE9")),
        FillModel.valueOf(values.get("fillModel")),
        latency(values.get("orderLatency")),
        latency(values.get("feedLatency")));
  }

  private static LatencyModel latency(String text) {
    String[] parts = text.split(",", -1);
    return new LatencyModel(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /**
   * What was stated and differs from this, as name, value here and value stated; "" when nothing
   * does.
   *
   * @param statedMark of the stated market, where it is a file
   */
  String difference(ExchangeConfig stated, String statedMark) {
    List<String> differences = new ArrayList<>();
    compare(differences, "seed", seed, stated.seed());
    if (stated.market() != null) {
      boolean bothFiles = !marketMark.isEmpty() && !statedMark.isEmpty();
      if (bothFiles && !marketMark.equals(statedMark)) {
        differences.add("market " + market + " with another content");
      } else if (!bothFiles) {
        compare(differences, "market", market, stated.market());
      }
    }
    compare(differences, "symbols", symbols, stated.symbols().isEmpty() ? null : stated.symbols());
    compare(differences, "accounts", accounts, stated.accounts());
    compare(differences, "balance", balanceE9, stated.balanceE9());
    compare(differences, "fill model", fillModel, stated.fillModel());
    compare(differences, "order latency", orderLatency, stated.orderLatency());
    compare(differences, "feed latency", feedLatency, stated.feedLatency());
    return String.join(", ", differences);
  }

  private static void compare(List<String> differences, String name, Object here, Object stated) {
    if (stated != null && !stated.equals(here)) {
      differences.add(name + " " + here + ", not " + stated);
    }
  }

  List<String> accountNames() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= accounts; i++) {
      names.add("account" + i);
    }
    return names;
  }

  VenueConfig venueConfig() {
    List<VenueConfig.AccountSpec> specs = new ArrayList<>();
    for (String name : accountNames()) {
      specs.add(new VenueConfig.AccountSpec(name, FIRST_UID + specs.size(), COIN, balanceE9));
    }
    return new VenueConfig(seed, startNs, fillModel, orderLatency, feedLatency, specs, true);
  }
}
