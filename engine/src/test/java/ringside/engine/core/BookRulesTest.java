package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.TestEvents.levels;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.BookSide;
import ringside.engine.core.state.OrderBook;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.BookGapReason;

class BookRulesTest {
  private static final long[] NONE = {};
  private static final String GAP = "BookGap i0 d50 ";
  private static final String REQUEST = "RequestBook i0 d50 ";

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(1_000_000_000_000L);

  @BeforeEach
  void startAndConnect() {
    core.feed(events.started().connected());
  }

  @Test
  void aBookIsItsSnapshotAndTheDeltasThatFollow() {
    core.feed(events.snapshot(50, 10, levels(100, 1, 99, 2), levels(101, 3, 102, 4)));
    core.feed(events.delta(50, 11, levels(100, 0, 98, 5), levels(101, 7)));

    OrderBook book = book();
    assertThat(book.synchronised()).isTrue();
    assertThat(book.updateId()).isEqualTo(11);
    assertThat(levelsOf(book.bids())).containsExactly(99, 2, 98, 5);
    assertThat(levelsOf(book.asks())).containsExactly(101, 7, 102, 4);
  }

  @Test
  void depthsOfOneInstrumentAreBooksOfTheirOwn() {
    core.feed(events.snapshot(50, 1, levels(100, 1), levels(101, 1)));
    core.feed(events.snapshot(1, 7, levels(90, 1), levels(91, 1)));

    assertThat(levelsOf(book().bids())).containsExactly(100, 1);
    assertThat(core.core().state().books.best(0)).isSameAs(book());
  }

  @Test
  void aLaterSnapshotReplacesEverything() {
    core.feed(events.snapshot(50, 10, levels(100, 1, 99, 2), levels(101, 3)));

    assertThat(core.feed(events.snapshot(50, 5, levels(98, 4), NONE))).isEmpty();

    assertThat(levelsOf(book().bids())).containsExactly(98, 4);
    assertThat(book().asks().size()).isZero();
    assertThat(book().updateId()).isEqualTo(5);
  }

  @Test
  void aSnapshotInPartsIsSynchronisedOnlyWithItsLastAndAsksForNothing() {
    assertThat(core.feed(events.snapshotPart(50, 3, 0, false, levels(100, 1), NONE))).isEmpty();
    assertThat(book().synchronised()).isFalse();
    assertThat(core.feed(events.snapshotPart(50, 3, 1, false, NONE, levels(101, 1)))).isEmpty();
    assertThat(book().synchronised()).isFalse();
    assertThat(core.feed(events.snapshotPart(50, 3, 2, true, NONE, levels(102, 1)))).isEmpty();

    assertThat(book().synchronised()).isTrue();
    assertThat(levelsOf(book().asks())).containsExactly(101, 1, 102, 1);
  }

  @Test
  void aDeltaInPartsIsNotSynchronisedInTheMiddle() {
    synchronise();

    assertThat(core.feed(events.deltaPart(50, 11, 0, false, levels(99, 9), NONE))).isEmpty();
    assertThat(book().synchronised()).isFalse();
    assertThat(core.feed(events.deltaPart(50, 11, 1, true, NONE, levels(105, 9)))).isEmpty();

    assertThat(book().synchronised()).isTrue();
    assertThat(levelsOf(book().asks())).containsExactly(101, 1, 105, 9);
  }

  @Test
  void aPartThatDoesNotFollowVoidsTheBook() {
    core.feed(events.snapshotPart(50, 3, 0, false, levels(100, 1), NONE));
    assertThat(core.feed(events.snapshotPart(50, 3, 2, true, NONE, levels(101, 1))))
        .containsExactly(GAP + "MISSED_UPDATE", REQUEST + "MISSED_UPDATE");
    assertVoid();
  }

  @Test
  void aDeltaWithinAnUnfinishedOneVoidsTheBook() {
    synchronise();
    core.feed(events.deltaPart(50, 11, 0, false, levels(99, 9), NONE));

    assertThat(core.feed(events.delta(50, 12, NONE, NONE)))
        .containsExactly(GAP + "MISSED_UPDATE", REQUEST + "MISSED_UPDATE");
    assertVoid();
  }

  @Test
  void anUpdateIdThatJumpsVoidsTheBookAndAsksForAFreshOne() {
    synchronise();

    assertThat(core.feed(events.delta(50, 12, levels(99, 1), NONE)))
        .containsExactly(GAP + "MISSED_UPDATE", REQUEST + "MISSED_UPDATE");

    assertThat(core.commands()).isEqualTo(1);
    assertThat(book().gaps()).isEqualTo(1);
    assertVoid();
    assertThat(core.feed(events.snapshot(50, 20, levels(100, 1), NONE))).isEmpty();
    assertThat(book().synchronised()).isTrue();
  }

  @Test
  void anUpdateIdThatComesAgainVoidsTheBook() {
    synchronise();

    assertThat(core.feed(events.delta(50, 10, levels(99, 1), NONE)))
        .contains(GAP + "MISSED_UPDATE");
    assertVoid();
  }

  @Test
  void aDeltaBeforeItsSnapshotIsNotFoldedAndAsksForTheSnapshot() {
    assertThat(core.feed(events.delta(50, 12, levels(99, 1), NONE)))
        .containsExactly(REQUEST + "NO_SNAPSHOT");
    assertVoid();
  }

  @Test
  void moreLevelsThanAnyVenueHasVoidTheBook() {
    synchronise();
    long updateId = 10;
    for (long price = 1; price < BookSide.MAX_LEVELS; price += 20) {
      long[] some = new long[40];
      for (int i = 0; i < some.length; i += 2) {
        some[i] = 1_000_000 + price + i / 2;
        some[i + 1] = 1;
      }
      core.feed(events.delta(50, ++updateId, NONE, some));
    }
    assertVoid();
    assertThat(book().gaps()).isEqualTo(1);
  }

  @Test
  void aBookCrossedForTwoHundredMillisecondsStays() {
    synchronise();
    core.feed(events.delta(50, 11, levels(101, 1), NONE));

    assertThat(core.feed(events.afterMs(200).delta(50, 12, levels(90, 1), NONE))).isEmpty();
    assertThat(core.feed(events.tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).delta(50, 13, levels(101, 0), NONE))).isEmpty();
    assertThat(core.feed(events.afterMs(1000).tick())).isEmpty();

    assertThat(book().synchronised()).isTrue();
  }

  @Test
  void aBookCrossedForLongerIsVoidedByTheNextEventOfIt() {
    synchronise();
    core.feed(events.delta(50, 11, levels(102, 1), NONE));

    assertThat(core.feed(events.after(200_000_001).delta(50, 12, levels(90, 1), NONE)))
        .containsExactly(GAP + "CROSSED", REQUEST + "CROSSED");
    assertVoid();
  }

  @Test
  void aBookCrossedForLongerIsVoidedByATick() {
    synchronise();
    core.feed(events.delta(50, 11, levels(101, 1), NONE));

    assertThat(core.feed(events.after(200_000_001).tick()))
        .containsExactly(GAP + "CROSSED", REQUEST + "CROSSED");
    assertVoid();
  }

  @Test
  void aBookIsAskedForAtMostEveryFiveSeconds() {
    synchronise();
    assertThat(core.feed(events.delta(50, 12, NONE, NONE))).contains(REQUEST + "MISSED_UPDATE");

    assertThat(core.feed(events.afterMs(4_999).delta(50, 13, NONE, NONE))).isEmpty();
    assertThat(core.feed(events.tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).delta(50, 14, NONE, NONE)))
        .containsExactly(REQUEST + "MISSED_UPDATE");
  }

  @Test
  void aSnapshotThatDoesNotComeIsAskedForAgainByTicks() {
    synchronise();
    core.feed(events.delta(50, 12, NONE, NONE));

    assertThat(core.feed(events.afterMs(4_999).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).tick())).containsExactly(REQUEST + "MISSED_UPDATE");
    assertThat(core.feed(events.afterMs(4_999).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).tick())).contains(REQUEST + "MISSED_UPDATE");
  }

  @Test
  void aBookOfAStreamThatIsDownIsAskedForByNobody() {
    synchronise();
    core.feed(events.disconnected());

    assertThat(core.feed(events.delta(50, 12, NONE, NONE))).containsExactly(GAP + "MISSED_UPDATE");
    assertThat(core.feed(events.afterMs(5_000).tick())).isEmpty();
  }

  @Test
  void noMoreBooksAreAskedForThanCommandsMayBeInFlight() {
    core.feed(events.started(2, 2).connected());
    for (int instrument = 0; instrument < 4; instrument++) {
      core.feed(events.instrument(instrument).delta(50, 1, NONE, NONE));
    }
    assertThat(core.core().state().commands.free()).isZero();
    assertThat(core.core().state().books.find(2, 50).requestedNs()).isEqualTo(OrderBook.NEVER);

    long first = core.core().lastSequence() - 3;
    core.feed(events.accepted(first, 1));
    assertThat(core.core().state().commands.free()).isEqualTo(1);

    assertThat(core.feed(events.instrument(0).afterMs(5_000).tick()))
        .as("one place is free, and the first of those that wait has it")
        .containsExactly("RequestBook i0 d50 NO_SNAPSHOT");
  }

  @Test
  void anAnswerToAnUnknownCommandFreesNothing() {
    core.feed(events.delta(50, 1, NONE, NONE));
    int free = core.core().state().commands.free();

    core.feed(events.accepted(12345, 1));

    assertThat(core.core().state().commands.free()).isEqualTo(free);
  }

  @Test
  void aGapOfTheFeedVoidsTheBookAndAsksForAFreshOne() {
    synchronise();

    assertThat(core.feed(events.gap(50, BookGapReason.RING_FULL)))
        .containsExactly(REQUEST + "RING_FULL");
    assertVoid();
  }

  @Test
  void aRestartOfTheVenueBringsItsSnapshotUnasked() {
    synchronise();

    assertThat(core.feed(events.gap(50, BookGapReason.VENUE_RESTART))).isEmpty();
    assertVoid();
    assertThat(core.feed(events.snapshot(50, 1, levels(100, 1), NONE))).isEmpty();
    assertThat(book().synchronised()).isTrue();
    assertThat(core.feed(events.afterMs(6_000).tick())).isEmpty();
  }

  @Test
  void aNewConnectionVoidsTheBooksOfItsStreamOnly() {
    synchronise();
    core.feed(events.from(2, 1).connected().instrument(1));
    core.feed(events.snapshot(50, 1, levels(100, 1), NONE));

    assertThat(core.feed(events.from(1, 2).connected())).isEmpty();

    assertVoid();
    assertThat(core.core().state().books.find(1, 50).synchronised()).isTrue();
  }

  @Test
  void aLostConnectionLeavesTheLevelsToBeLookedAt() {
    synchronise();

    core.feed(events.disconnected());

    assertThat(levelsOf(book().bids())).containsExactly(100, 1);
    assertThat(core.core().state().streams.connected(1)).isFalse();
  }

  @Test
  void eventsOfAnOlderConnectionAreDroppedAndCounted() {
    synchronise();
    core.feed(events.from(1, 2).connected().snapshot(50, 30, levels(200, 1), NONE));
    long dropped = core.core().state().streams.dropped();

    events.from(1, 1).delta(50, 31, levels(999, 1), NONE).gap(50, BookGapReason.REJECTED);
    assertThat(core.feed(events.snapshot(50, 99, levels(5, 5), NONE).connected())).isEmpty();

    assertThat(levelsOf(book().bids())).containsExactly(200, 1);
    assertThat(core.core().state().streams.dropped()).isEqualTo(dropped + 4);
    assertThat(core.core().state().streams.generation(1)).isEqualTo(2);
  }

  @Test
  void aNewRunVoidsWhatWasHeardOfTheMarket() {
    synchronise();

    core.feed(events.started());

    assertThat(core.core().state().books.size()).isZero();
    assertThat(core.core().state().instruments.size()).isZero();
    assertThat(core.core().state().streams.connected(1)).isFalse();
    assertThat(core.feed(events.snapshot(50, 11, levels(1, 1), NONE)))
        .as("of a connection of the run before")
        .isEmpty();
    assertThat(core.core().state().books.size()).isZero();
  }

  private void synchronise() {
    core.feed(events.snapshot(50, 10, levels(100, 1), levels(101, 1)));
    assertThat(book().synchronised()).isTrue();
  }

  private OrderBook book() {
    return core.core().state().books.find(0, 50);
  }

  private void assertVoid() {
    assertThat(book().synchronised()).isFalse();
    assertThat(book().bids().size() + book().asks().size()).isZero();
  }

  private static long[] levelsOf(BookSide side) {
    long[] levels = new long[2 * side.size()];
    for (int i = 0; i < side.size(); i++) {
      levels[2 * i] = side.priceE9(i);
      levels[2 * i + 1] = side.quantityE9(i);
    }
    return levels;
  }
}
