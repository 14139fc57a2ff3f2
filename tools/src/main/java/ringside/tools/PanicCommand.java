package ringside.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.CredentialsException;
import ringside.adapters.bybit.rest.Panic;
import ringside.adapters.bybit.rest.PanicResult;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.port.ProcessClock;
import ringside.engine.boot.BybitAccess;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.UsageException;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;

/** Takes accounts out of the market without engine or journal. */
@Command(
    name = "panic",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Takes accounts out of the market, straight by REST: needs neither engine nor journal. Asks"
          + " for no confirmation. Stop the engine first, or it may place orders anew.",
      "",
      "It looks again and again until the venue shows that it is done, and says what is left.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the venue shows it done, 1 something is left or could not be read, 2 bad usage"
          + " or config."
    })
final class PanicCommand implements Callable<Integer> {
  private static final long NS_A_SECOND = 1_000_000_000L;
  private static final long GRACE_S = 60;

  /** What to do. */
  enum Action {
    /** Cancel orders that open risk. */
    CANCEL,
    /** Cancel every order and close every position. */
    FLATTEN
  }

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The config file that names venues, accounts and keys")
  private Path config;

  @Option(
      names = "--account",
      paramLabel = "ALIAS",
      description = "This account only, may be given several times (default: all of the file)")
  private List<String> aliases;

  @Option(names = "--live", description = "Also on mainnet, with real money")
  private boolean live;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "End after so long, and say what is left (default: ${DEFAULT-VALUE})")
  private int limitS;

  @Option(names = "--json", description = "The result as one line of JSON")
  private boolean json;

  @Parameters(
      paramLabel = "cancel|flatten",
      description = {
        "cancel: cancels orders that open risk; reduce-only orders, take-profits and stops stay.",
        "flatten: cancels all orders, then closes both legs of all positions at market."
      })
  private Action action;

  @Override
  public Integer call() throws IOException {
    if (limitS < 1) {
      throw new UsageException("--limit " + limitS + ": at least 1 second");
    }
    BybitAccess access =
        BybitAccess.of(config, System.getenv(), warning -> notes().println("warning: " + warning));
    TradingConfig trading = ConfigFile.readAccess(config, access::variable);
    List<AccountConfig> accounts = chosen(trading);
    Map<String, BybitEnvironment> venues = new LinkedHashMap<>();
    for (AccountConfig account : accounts) {
      venues.computeIfAbsent(
          account.venue(), name -> BybitAccess.environment(trading.venue(name), live));
    }
    announce(accounts, venues);
    List<PanicResult> results = run(accounts, venues, access);
    print(results, accounts, venues);
    return results.stream().allMatch(PanicResult::done) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<AccountConfig> chosen(TradingConfig trading) {
    if (aliases == null) {
      return trading.accounts();
    }
    List<String> known = trading.accounts().stream().map(AccountConfig::alias).toList();
    for (String alias : aliases) {
      if (!known.contains(alias)) {
        throw new UsageException(
            "--account " + alias + ": the config has " + String.join(", ", known));
      }
    }
    return trading.accounts().stream().filter(a -> aliases.contains(a.alias())).toList();
  }

  /** Human talk goes beside the JSON, not into it. */
  private PrintStream notes() {
    return json ? System.err : System.out;
  }

  private void announce(List<AccountConfig> accounts, Map<String, BybitEnvironment> venues) {
    String what =
        action == Action.CANCEL
            ? "cancel all orders that open risk"
            : "cancel all orders and close all positions at market";
    for (AccountConfig account : accounts) {
      BybitEnvironment venue = venues.get(account.venue());
      notes()
          .println(
              account.alias()
                  + ": will "
                  + what
                  + ", on "
                  + venue.kind().word()
                  + " ("
                  + venue.rest().getHost()
                  + ")");
    }
    notes().flush();
  }

  /** Accounts do not wait for each other; what one throws is its own result. */
  private List<PanicResult> run(
      List<AccountConfig> accounts, Map<String, BybitEnvironment> venues, BybitAccess access) {
    Map<String, BybitRest> rests = new LinkedHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(accounts.size(), 16));
    try {
      ProcessClock clock = ProcessClock.startingAbove(0);
      venues.forEach(
          (name, venue) -> rests.put(name, BybitRest.of(venue, clock, VenueListener.NONE)));
      rests.values().forEach(rest -> rest.measureClock().join());
      List<Future<PanicResult>> running = new ArrayList<>();
      for (AccountConfig account : accounts) {
        BybitRest rest = rests.get(account.venue());
        running.add(threads.submit(() -> run(account, rest, access)));
      }
      List<PanicResult> results = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        results.add(await(accounts.get(i).alias(), running.get(i)));
      }
      return results;
    } finally {
      threads.shutdownNow();
      rests.values().forEach(BybitRest::close);
    }
  }

  private PanicResult run(AccountConfig account, BybitRest rest, BybitAccess access) {
    try {
      Credentials credentials = access.credentials(account);
      Panic panic =
          new Panic(
              rest.account(account.alias(), credentials),
              line -> notes().println(account.alias() + ": " + line),
              limitS * NS_A_SECOND);
      return action == Action.CANCEL ? panic.cancel() : panic.flatten();
    } catch (CredentialsException e) {
      return PanicResult.failed(account.alias(), e.getMessage());
    }
  }

  private PanicResult await(String alias, Future<PanicResult> running) {
    try {
      return running.get(limitS + GRACE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return PanicResult.failed(alias, "failed: " + e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      return PanicResult.failed(alias, "the time is over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PanicResult.failed(alias, "interrupted");
    }
  }

  private void print(
      List<PanicResult> results,
      List<AccountConfig> accounts,
      Map<String, BybitEnvironment> venues) {
    if (json) {
      System.out.println(asJson(results, accounts, venues));
      return;
    }
    for (PanicResult result : results) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s: %s; %d orders cancelled, %d closing orders sent",
              result.account(),
              result.done() ? "done" : "NOT DONE: " + result.failure(),
              result.cancelled(),
              result.closeOrders()));
      result.ordersLeft().forEach(order -> System.out.println("  order left: " + order));
      result.positionsLeft().forEach(leg -> System.out.println("  position left: " + leg));
    }
  }

  private String asJson(
      List<PanicResult> results,
      List<AccountConfig> accounts,
      Map<String, BybitEnvironment> venues) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      PanicResult result = results.get(i);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("account", result.account());
      values.put("environment", venues.get(accounts.get(i).venue()).kind().word());
      values.put("done", result.done());
      values.put("cancelled", result.cancelled());
      values.put("closeOrders", result.closeOrders());
      values.put("ordersLeft", result.ordersLeft());
      values.put("positionsLeft", result.positionsLeft());
      values.put("failure", result.failure().isEmpty() ? null : result.failure());
      list.add(values);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("action", action.name().toLowerCase(Locale.ROOT));
    all.put("done", results.stream().allMatch(PanicResult::done));
    all.put("accounts", list);
    return JsonLine.of(all);
  }
}
