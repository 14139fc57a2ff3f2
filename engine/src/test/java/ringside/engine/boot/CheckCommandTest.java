package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.port.ProcessClock;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;

class CheckCommandTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** What the command printed and how it ended. */
  private record Outcome(int code, String out, String err) {}

  private static Outcome check(Object... arguments) {
    String[] args = new String[arguments.length + 1];
    args[0] = "check";
    for (int i = 0; i < arguments.length; i++) {
      args[i + 1] = arguments[i].toString();
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int code = EngineMain.run(args);
      return new Outcome(
          code, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void everyLegOfAConfigHasItsLadder() {
    Outcome outcome =
        check("--config", EXAMPLES.resolve("local-grid.yaml"), "--price", "BTCUSDT=60000");
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.code).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out)
        .contains("grid/first/BTCUSDT: long of BTCUSDT, price 60000, leverage 10")
        .contains("grid/second/ETHUSDT: short of ETHUSDT, assumed price")
        .contains("level   price quantity notional exposure margin")
        .contains("capital needed: ")
        .contains("2 accounts, 4 strategies; 0 wrong");
    assertThat(outcome.out.lines().filter(line -> line.contains("capital needed"))).hasSize(8);
  }

  @Test
  void mistakesAreForMachinesToo(@TempDir Path folder) throws IOException {
    String text = Files.readString(EXAMPLES.resolve("local-grid.yaml"));
    Path config = folder.resolve("wrong.yaml");
    Files.writeString(config, text.replace("levels: 5", "levels: 500") + "bogus: 1\n");
    Outcome outcome = check("--config", config, "--json");
    assertThat(outcome.code).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err).contains("2 mistakes").contains("bogus (line ");
    assertThat(outcome.out.lines()).hasSize(1);
    assertThat(outcome.out)
        .contains("\"good\":false,\"mistakes\":[{\"path\":\"strategies.grid.parameters.levels\"")
        .contains(
            "\"value\":\"500\",\"allowed\":\"a whole number from 1 to 50\",\"text\":\"strategies.")
        .contains("{\"path\":\"bogus\"");
  }

  @Test
  void aLevelThatTheVenueWouldRefuseFailsTheCheck(@TempDir Path folder) throws IOException {
    String text = Files.readString(EXAMPLES.resolve("local-grid.yaml"));
    Path config = folder.resolve("small.yaml");
    Files.writeString(config, text.replace("quote: 200", "quote: 4"));
    Outcome outcome = check("--config", config);
    assertThat(outcome.code).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out)
        .contains("wrong    grid/first/BTCUSDT long: ladder: level 0: quantity 0.00006")
        .contains("is below the lot 0.001");
  }

  @Test
  void aSizeThatDependsOnEquityNeedsIt(@TempDir Path folder) throws IOException {
    String text = Files.readString(EXAMPLES.resolve("local-grid.yaml"));
    Path config = folder.resolve("equity.yaml");
    Files.writeString(config, text.replace("quote: 200", "equityPercent: 1"));
    assertThat(check("--config", config).out).contains("its size depends on the account's equity");
    assertThat(check("--config", config, "--equity", "20000").out)
        .contains("capital: ")
        .contains("equity 20000.00");
  }

  @Test
  void badUsageAndBadConfigsAreTold(@TempDir Path folder) throws IOException {
    Path config = Files.writeString(folder.resolve("bad.yaml"), "venues:\n  a: {enviroment: x}\n");
    assertThat(check().code).isEqualTo(ExitCode.USAGE);
    assertThat(check("--config", config).code).isEqualTo(ExitCode.USAGE);
    assertThat(check("--config", config).err).contains("did you mean environment?");
    assertThat(check("--config", EXAMPLES.resolve("limits.yaml"), "--price", "ETHUSDT=0").err)
        .contains("--price ETHUSDT 0: a number above 0");
  }

  @Test
  void theSchemaIsPrinted() {
    Outcome outcome = check("--schema");
    assertThat(outcome.code).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out).startsWith("{").contains("draft/2020-12", "\"takeProfitPercent\"");
  }

  @Test
  void onlineTheVenueAndTheAccountsAreAsked(@TempDir Path folder) throws IOException {
    try (LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withSeed(5L)
                .withSymbols(List.of("BTCUSDT", "ETHUSDT"))
                .withAccounts(2, null))) {
      Path config = config(folder, exchange, "");
      Outcome before = check("--config", config, "--online");
      assertThat(before.err).isEmpty();
      assertThat(before.out)
          .contains("ok       venue here: clock:")
          .contains("ok       account a0: key: may trade, UID")
          .contains("ok       account a0: account type: unified")
          .contains("ok       account a0: wallet: equity 100000 USD")
          .contains("ok       account a0: foreign orders: none")
          .contains("ok       account a0: positions: none")
          .contains("ok       strategy g0: symbol: BTCUSDT is TRADING")
          .contains("warning  strategy g0: position mode: one-way; wanted: hedge; the engine sets")
          .contains("ok       strategy g0: fees: taker 0.055 %, maker 0.02 %")
          .contains("at the venue's price");
      assertThat(before.code).isEqualTo(ExitCode.DONE);
      settle(exchange, config);
      Outcome after = check("--config", config, "--online", "--json");
      assertThat(after.out)
          .contains("\"what\":\"position mode\",\"value\":\"hedge\",\"wanted\":null")
          .contains("\"what\":\"leverage\",\"value\":\"7\",\"wanted\":null")
          .contains("\"level\":\"warning\",\"where\":\"account a0\",\"what\":\"foreign orders\"")
          .contains("\"good\":true");
    }
  }

  @Test
  void whatIsWrongAtTheVenueFailsTheCheck(@TempDir Path folder) throws IOException {
    Path config;
    try (LocalExchange exchange =
        LocalExchange.start(ExchangeConfig.defaults().withSymbols(List.of("BTCUSDT")))) {
      config = config(folder, exchange, "0");
      Outcome outcome = check("--config", config, "--online");
      assertThat(outcome.out)
          .contains("wrong    account a0: key:")
          .contains("wrong    strategy g1: symbol: ETHUSDT is not known to the venue");
      assertThat(outcome.out + outcome.err).doesNotContain(exchange.accounts().get(0).secret());
      assertThat(outcome.code).isEqualTo(ExitCode.FAILED);
    }
    assertThat(check("--config", config, "--online").out)
        .contains("wrong    venue here: reach: http://127.0.0.1:");
  }

  /** By hand, as somebody else would: mode, leverage, and an order that is not the engine's. */
  private static void settle(LocalExchange exchange, Path config) throws IOException {
    TradingConfig read = ConfigFile.read(config);
    AccountKey key = exchange.accounts().get(0);
    try (BybitRest rest =
        BybitRest.of(
            BybitAccess.environment(read.venues().get(0), false),
            ProcessClock.startingAbove(0),
            VenueListener.NONE)) {
      assertThat(rest.measureClock().join()).isTrue();
      RestClient client =
          rest.account("a0", Credentials.of("the exchange", key.apiKey(), key.secret()));
      send(client, "/v5/position/switch-mode", "\"symbol\":\"BTCUSDT\",\"mode\":3");
      send(
          client,
          "/v5/position/set-leverage",
          "\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"7\",\"sellLeverage\":\"7\"");
      send(
          client,
          "/v5/order/create",
          "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.001\","
              + "\"price\":\"63000\",\"positionIdx\":1");
    }
  }

  private static void send(RestClient client, String path, String fields) {
    RestAnswer answer =
        client.send(RestRequest.post(path, "{\"category\":\"linear\"," + fields + "}")).join();
    assertThat(answer.describe()).as(path).isEqualTo("ok");
  }

  private static Path config(Path folder, LocalExchange exchange, String spoilt)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("venues:\n  here:\n    environment: local\n");
    text.append("    rest: ").append(exchange.restUrl()).append('\n');
    text.append("    public: ").append(exchange.publicUrl()).append('\n');
    text.append("    private: ").append(exchange.privateUrl()).append('\n');
    text.append("    trade: ").append(exchange.tradeUrl()).append('\n');
    text.append("accounts:\n");
    for (int i = 0; i < 2; i++) {
      AccountKey key = exchange.accounts().get(i);
      Path file = folder.resolve("key" + i);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file, "apiKey=" + key.apiKey() + spoilt + "\napiSecret=" + key.secret() + "\n");
      text.append("  a").append(i).append(": {venue: here, keyFile: key").append(i).append("}\n");
    }
    text.append("strategies:\n");
    for (int i = 0; i < 2; i++) {
      text.append("  g").append(i).append(": {kind: grid, account: a").append(i);
      text.append(", symbol: ").append(i == 0 ? "BTCUSDT" : "ETHUSDT").append(", leverage: 7,\n");
      text.append("    parameters: {quote: 500, levels: 3, stepPercent: 1,");
      text.append(" takeProfitPercent: 0.5}}\n");
    }
    return Files.writeString(folder.resolve("online.yaml"), text.toString());
  }
}
