package ringside.engine.config;

import static ringside.engine.config.Setting.group;
import static ringside.engine.config.Setting.value;
import static ringside.engine.config.Setting.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.strategy.StrategyKind;
import ringside.journal.log.Durability;

/** Every key of the config file. Constants only. */
final class Settings {
  /** What keys were called once. */
  static final Map<String, String> RENAMED = Map.of("risk", "limits");

  /** An order of magnitude above what anybody trades. */
  private static final String LARGEST = "1000000000";

  private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Domain NAME = Domain.Text.of("[A-Za-z0-9_-]{1,32}", "a name of this file");
  private static final Domain SYMBOL =
      Domain.Text.of("[A-Z0-9-]{2,30}", "a symbol such as BTCUSDT");
  private static final Domain FILE = Domain.Text.of("\\S.*", "the path of a file");
  private static final Domain AMOUNT = Domain.number("0.01", LARGEST);

  static final Setting.Group ROOT =
      group(
          "",
          "A config of Ringside.",
          new Setting.Named("venues", venue(), "Where to trade; the name is yours to choose."),
          new Setting.Named(
              "accounts", account(), "Whom to trade for, by aliases that you choose."),
          new Setting.Named("strategies", strategy(), "What to trade, by names that you choose."),
          new Setting.Group("limits", limits(false), "What no strategy may go beyond."),
          group(
              "journal",
              "Where everything is recorded.",
              value("directory", FILE, "the journal's directory; from the config file's on")
                  .or("ringside-journal")
                  .ofThisMachine(),
              value(
                      "durability",
                      Domain.oneOf(Durability.class),
                      "`page` survives kill -9; `disk` survives power loss, at the cost of a force a"
                          + " batch")
                  .or("page")),
          operations());

  private Settings() {}

  private static Setting.Group venue() {
    return group(
        "",
        "A venue.",
        value(
                "environment",
                Domain.oneOf(VenueEnvironment.class),
                "whose money moves: real, the venue's paper trading, its test network, or an exchange"
                    + " on this machine")
            .needed(),
        address("rest", "http", "REST, of a local venue only"),
        address("public", "ws", "market data, of a local venue only"),
        address("private", "ws", "account events, of a local venue only"),
        address("trade", "ws", "order entry, of a local venue only"));
  }

  private static Setting address(String key, String scheme, String what) {
    return value(key, new Domain.Address(List.of(scheme), true), what);
  }

  private static Setting.Group account() {
    Domain key =
        Domain.Text.of(
            "\\$\\{" + VARIABLE + "\\}",
            "${NAME}, a variable of the environment or of .env; never the key itself");
    Domain variable =
        Domain.Text.of(VARIABLE, "the name of an environment variable belongs here, not its value");
    return group(
        "",
        "An account.",
        value("venue", NAME, "the name of its venue").needed().quiet(),
        value(
                "keyFile",
                FILE,
                "a file with apiKey=... and apiSecret=... that only its owner can read")
            .ofThisMachine()
            .secret(),
        value("apiKey", key, "instead of keyFile: the key, as `${NAME}`").secret(),
        value("apiSecret", key, "its secret, as `${NAME}`").secret(),
        value("apiKeyVariable", variable, "the same as apiKey, by the variable's name alone")
            .secret(),
        value("apiSecretVariable", variable, "the same as apiSecret, by the variable's name alone")
            .secret(),
        value(
                "allowWithdraw",
                new Domain.Flag(),
                "takes a key that may withdraw or transfer nevertheless")
            .or("false"),
        value(
                "foreignOrders",
                Domain.oneOf(ForeignOrders.class),
                "what to do about orders of somebody else: leave them, count and cancel them as ours,"
                    + " or halt the account")
            .or("leave"),
        value(
                "foreignPositions",
                Domain.oneOf(ForeignPositions.class),
                "what to do about a leg that the journal does not know: alert and hold, go on with"
                    + " it, or close it")
            .or("hold"),
        new Setting.Group(
            "limits", limits(true), "Where this account's limits differ from those of all."));
  }

  private static Setting.Group strategy() {
    Map<String, Setting.Group> parameters = new LinkedHashMap<>();
    for (StrategyKind kind : StrategyKind.all()) {
      parameters.put(kind.name(), ParameterSettings.of(kind));
    }
    return group(
        "",
        "A strategy on one symbol of one account, or one each of several.",
        value("kind", new Domain.Words(List.copyOf(parameters.keySet())), "what it does").needed(),
        value("account", NAME, "the alias of its account").quiet(),
        values("accounts", NAME, "instead: several accounts, a strategy each"),
        value("symbol", SYMBOL, "what it trades"),
        values("symbols", SYMBOL, "instead: several symbols, a strategy each"),
        value(
                "shadow",
                new Domain.Flag(),
                "decides, and its decisions are journaled, but nothing is sent")
            .or("false"),
        value(
            "leverage",
            Domain.number("1", "200"),
            "of the symbol, set at the venue before the first order; while it is another, nothing is"
                + " opened; without it the venue's is left as it is"),
        value(
            "mode",
            Domain.oneOf(PositionModeSetting.class),
            "two legs or one position, set at the venue before the first order; while it is the"
                + " other, nothing is opened; without it as the kind needs it"),
        new Setting.Chosen("parameters", "kind", parameters, "Settings of its kind."));
  }

  /** Those of all, or those of an account, which hold instead where they are given. */
  private static List<Setting> limits(boolean ofAccount) {
    List<Setting> settings = new ArrayList<>();
    settings.add(
        or(
            value(
                "priceCollar",
                Domain.number("0.000000001", "1"),
                "how far from mark a price may be, as a fraction"),
            "0.05",
            ofAccount));
    settings.add(
        or(
            value(
                "ordersPerSecond", Domain.whole(1, 10_000), "placements and amends of an account"),
            "10",
            ofAccount));
    settings.add(
        or(
            value("openOrders", Domain.whole(1, 10_000), "orders of ours that an account has open"),
            "100",
            ofAccount));
    List<Setting> exposures = new ArrayList<>();
    exposures.add(value("symbol", AMOUNT, "of one symbol of an account"));
    exposures.add(value("account", AMOUNT, "of an account"));
    if (!ofAccount) {
      exposures.add(value("engine", AMOUNT, "of all accounts together"));
    }
    settings.add(
        new Setting.Group(
            "exposure",
            exposures,
            "Quote coin at mark, both legs added, what is in flight counted; not given: no limit."));
    Domain rate = Domain.number("0.01", "1");
    settings.add(
        group(
            "marginRate",
            "The account's maintenance margin rate; at 1 the venue liquidates.",
            or(value("warn", rate, "from here on an alert"), "0.5", ofAccount),
            or(value("stopOpening", rate, "from here on nothing is opened"), "0.7", ofAccount),
            or(value("emergency", rate, "from here on an emergency"), "0.85", ofAccount),
            or(
                value(
                    "hysteresis",
                    Domain.number("0", "0.5"),
                    "how far below a level it has to be before that level ends"),
                "0.05",
                ofAccount)));
    Domain percent = Domain.number("0.01", "100");
    settings.add(
        group(
            "drawdownPercent",
            "Percent below the peak of equity; transfers move the peak.",
            value("stopOpening", percent, "from here on nothing is opened"),
            value("emergency", percent, "from here on an emergency")));
    settings.add(
        group(
            "dailyLoss",
            "Quote coin lost since 00:00 UTC.",
            value("stopOpening", AMOUNT, "from here on nothing is opened"),
            value("emergency", AMOUNT, "from here on an emergency")));
    settings.add(
        or(
            value(
                "onEmergency",
                Domain.oneOf(EmergencyAction.class),
                "opening orders are cancelled; positions are kept with their take-profits, or"
                    + " flattened"),
            "keep",
            ofAccount));
    settings.add(
        or(
            value(
                "onStreamDown",
                Domain.oneOf(StreamDownAction.class),
                "when a stream that stayed down is back: go on by itself, wait for an operator; or"
                    + " flatten as soon as it stays down"),
            "resume",
            ofAccount));
    settings.add(
        or(
            value(
                "staleMarket",
                Domain.span("1s", "1h"),
                "nothing is opened on market data older than this"),
            "10s",
            ofAccount));
    return settings;
  }

  private static Setting or(Setting.Value value, String fallback, boolean ofAccount) {
    return ofAccount ? value : value.or(fallback);
  }

  private static Setting.Group operations() {
    return group(
        "operations",
        "How people and programs reach a running engine, and it them.",
        group(
            "control",
            "The door for `ringside-tools.jar control` and `status`, on the loopback address.",
            value("port", Domain.whole(0, 65_535), "0: any that is free").or("0").ofThisMachine(),
            value(
                    "file",
                    FILE,
                    "where port and token are written for its owner; without it control.json in the"
                        + " journal's directory")
                .ofThisMachine()),
        group(
            "heartbeat",
            "A file that says, again and again, that the engine is alive.",
            value("file", FILE, "where; without it heartbeat.json in the journal's directory")
                .ofThisMachine(),
            value("every", Domain.span("1s", "1h"), "how often").or("60s").ofThisMachine()),
        group(
            "alerts",
            "Who is told of alerts.",
            new Setting.Values(
                "command",
                value("command", Domain.Text.ANY, "").ofThisMachine(),
                "a program and its arguments, run for each alert"),
            value(
                    "webhook",
                    new Domain.Address(List.of("https", "http"), false),
                    "where each alert is posted to as JSON; write what is secret in it as `${NAME}`")
                .ofThisMachine()
                .secret(),
            value("from", Domain.oneOf(AlertLevel.class), "the least severity that is told")
                .or("warning")),
        value(
                "orphans",
                Domain.oneOf(OrphanPolicy.class),
                "a position of ours whose strategy is gone from the config: refuse to start, or wind"
                    + " it down")
            .or("refuse"));
  }
}
