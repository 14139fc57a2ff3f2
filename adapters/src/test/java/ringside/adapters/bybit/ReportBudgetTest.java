package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.ReportAsk.Source;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.EndpointGroup;
import ringside.adapters.bybit.rest.RateGovernor;
import ringside.journal.codec.ReportKind;

/**
 * What the reports of many accounts cost of the address's limit, 600 requests in 5 s, in virtual
 * time: every account asks for all on its connect and then every 21 to 30 s, as the engine does.
 */
class ReportBudgetTest {
  private static final int ACCOUNTS = 200;
  private static final long SECOND = 1_000_000_000L;
  private static final long ANSWER_NS = SECOND / 20;
  private static final long END_NS = 300 * SECOND;
  private static final long SETTLED_NS = 120 * SECOND;
  private static final int LIMIT = 600;

  private final RateGovernor governor = new RateGovernor();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<Long> sent = new ArrayList<>();
  private final long[] readyAt = new long[ACCOUNTS];
  private long order;
  private int waitedSettled;

  private record Event(long at, long order, Runnable what) {}

  @Test
  void two_hundred_accounts_of_two_symbols_each_stay_below_sixty_percent_of_the_limit() {
    Map<String, Integer> instruments = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      instruments.put("S" + i + "USDT", i);
    }
    SymbolTable symbols = new SymbolTable(instruments);
    for (int i = 0; i < ACCOUNTS; i++) {
      int account = i;
      Set<String> own = Set.of("S" + i % 10 + "USDT", "S" + (i + 1) % 10 + "USDT");
      List<Source> asked = sources(symbols, settings(account, instruments).withOwn(own));
      at(0, () -> ask(account, asked, 0, 0));
    }
    while (!events.isEmpty() && events.peek().at() < END_NS) {
      events.remove().what().run();
    }

    assertThat(Arrays.stream(readyAt).boxed())
        .as("all are ready")
        .allMatch(at -> at > 0 && at < 60 * SECOND);
    long settled = sent.stream().filter(at -> at >= SETTLED_NS).count();
    double windows = (END_NS - SETTLED_NS) / (5.0 * SECOND);
    assertThat(settled / windows).as("requests in 5 s").isBetween(100.0, LIMIT * 0.6);
    assertThat(waitedSettled).as("requests that had to wait for their turn").isZero();
  }

  private void ask(int account, List<Source> asked, int place, long now) {
    EndpointGroup group = EndpointGroup.of(asked.get(place).request().path());
    String alias = "account" + account;
    long waitNs = governor.tryAcquire(alias, group, 1, false, now);
    if (waitNs > 0) {
      waitedSettled += now >= SETTLED_NS ? 1 : 0;
      at(now + waitNs, () -> ask(account, asked, place, now + waitNs));
      return;
    }
    sent.add(now);
    long answered = now + ANSWER_NS;
    at(
        answered,
        () -> {
          governor.onAnswered(alias, group, 1, answered);
          if (place + 1 < asked.size()) {
            ask(account, asked, place + 1, answered);
            return;
          }
          readyAt[account] = readyAt[account] == 0 ? answered : readyAt[account];
          long next = answered + 30 * SECOND - account % 100 * SECOND / 10;
          at(next, () -> ask(account, asked, 0, next));
        });
  }

  private void at(long nanoTime, Runnable what) {
    events.add(new Event(nanoTime, order++, what));
  }

  private static List<Source> sources(SymbolTable symbols, AccountSettings settings) {
    List<Source> all = new ArrayList<>();
    for (ReportKind kind :
        List.of(ReportKind.OPEN_ORDERS, ReportKind.POSITIONS, ReportKind.WALLET)) {
      all.addAll(ReportAsk.all(kind).sources(symbols, settings, 0));
    }
    all.addAll(ReportAsk.since(ReportKind.EXECUTIONS, 0).sources(symbols, settings, 0));
    assertThat(all).hasSize(6);
    return all;
  }

  private static AccountSettings settings(int account, Map<String, Integer> instruments) {
    return AccountSettings.of(
        "account" + account,
        account,
        Credentials.of("test", "budgetKey12345", "budgetSecret98"),
        StreamSettings.of(URI.create("ws://127.0.0.1:1/v5/private"), 1),
        Optional.empty(),
        instruments);
  }
}
