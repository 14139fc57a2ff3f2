package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.bybit.BookSequence.Verdict.DROP;
import static ringside.adapters.bybit.BookSequence.Verdict.DUPLICATE;
import static ringside.adapters.bybit.BookSequence.Verdict.MISSED_UPDATE;
import static ringside.adapters.bybit.BookSequence.Verdict.NO_SNAPSHOT;
import static ringside.adapters.bybit.BookSequence.Verdict.PASS;
import static ringside.adapters.bybit.BookSequence.Verdict.VENUE_RESTART;

import org.junit.jupiter.api.Test;

class BookSequenceTest {
  private final BookSequence sequence = new BookSequence();

  @Test
  void deltasThatFollowTheirSnapshotPassAndOlderOnesAreDuplicates() {
    assertThat(sequence.onSnapshot(10)).isEqualTo(PASS);
    assertThat(sequence.onDelta(11)).isEqualTo(PASS);
    assertThat(sequence.onDelta(11)).isEqualTo(DUPLICATE);
    assertThat(sequence.onDelta(10)).isEqualTo(DUPLICATE);
    assertThat(sequence.onDelta(2)).isEqualTo(DUPLICATE);
    assertThat(sequence.onDelta(12)).isEqualTo(PASS);
  }

  @Test
  void aJumpIsToldOnceAndNothingPassesUntilASnapshot() {
    sequence.onSnapshot(10);
    assertThat(sequence.onDelta(12)).isEqualTo(MISSED_UPDATE);
    assertThat(sequence.expected()).isEqualTo(11);
    assertThat(sequence.onDelta(13)).isEqualTo(DROP);
    assertThat(sequence.onDelta(11)).isEqualTo(DROP);
    assertThat(sequence.onDelta(1)).isEqualTo(DROP);
    assertThat(sequence.onSnapshot(13)).isEqualTo(PASS);
    assertThat(sequence.onDelta(14)).isEqualTo(PASS);
    assertThat(sequence.onDelta(16)).isEqualTo(MISSED_UPDATE);
  }

  @Test
  void aDeltaBeforeAnySnapshotIsToldOncePerConnection() {
    assertThat(sequence.onDelta(5)).isEqualTo(NO_SNAPSHOT);
    assertThat(sequence.onDelta(6)).isEqualTo(DROP);
    sequence.reset();
    assertThat(sequence.onDelta(7)).isEqualTo(NO_SNAPSHOT);
  }

  @Test
  void aSnapshotOrDeltaNumberedOneIsTheVenuesRestart() {
    sequence.onSnapshot(10);
    assertThat(sequence.onSnapshot(1)).isEqualTo(VENUE_RESTART);
    assertThat(sequence.expected()).isEqualTo(11);
    assertThat(sequence.onDelta(2)).isEqualTo(PASS);
    assertThat(sequence.onDelta(1)).isEqualTo(MISSED_UPDATE);
    assertThat(sequence.onDelta(2)).isEqualTo(DROP);
    assertThat(sequence.onSnapshot(1)).as("the break was told before").isEqualTo(PASS);
  }

  @Test
  void aSnapshotPushedAgainIsASnapshotAndNoRestart() {
    assertThat(sequence.onSnapshot(1)).isEqualTo(PASS);
    assertThat(sequence.onSnapshot(1)).isEqualTo(PASS);
    sequence.onSnapshot(7);
    assertThat(sequence.onSnapshot(7)).isEqualTo(PASS);
  }

  @Test
  void whileASnapshotIsAwaitedDeltasAreDroppedWithoutAWord() {
    sequence.onSnapshot(10);
    sequence.awaitSnapshot();
    assertThat(sequence.onDelta(11)).isEqualTo(DROP);
    assertThat(sequence.onDelta(99)).isEqualTo(DROP);
    assertThat(sequence.onSnapshot(50)).isEqualTo(PASS);
    assertThat(sequence.onDelta(51)).isEqualTo(PASS);
  }

  @Test
  void aLossOnOurSideIsToldOnce() {
    assertThat(sequence.onLost()).isTrue();
    assertThat(sequence.onLost()).isFalse();
    sequence.onSnapshot(3);
    assertThat(sequence.onLost()).isTrue();
    assertThat(sequence.expected()).isEqualTo(4);
    assertThat(sequence.onDelta(4)).isEqualTo(DROP);
  }

  @Test
  void updatesFarBehindAreANumberingThatBeganAnewAndNotDuplicates() {
    BookSequence sequence = new BookSequence();
    sequence.onSnapshot(5000);
    assertThat(sequence.onDelta(4001)).isEqualTo(DUPLICATE);
    assertThat(sequence.onDelta(5001)).isEqualTo(PASS);
    assertThat(sequence.onDelta(2)).isEqualTo(MISSED_UPDATE);
    assertThat(sequence.onDelta(5002)).isEqualTo(DROP);
  }
}
