package ringside.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.core.TradingCore;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.RulesSource;
import ringside.journal.event.RecordBuffer;

class DecideStageTest {
  @TempDir Path directory;

  private final Batch batch = new Batch();
  private final RingSlot slot = RingSlot.factory(1).newInstance();

  @Test
  void anEventThatIsDecidedIsInHandNoMore() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (InHandFile file = InHandFile.open(directory)) {
        DecideStage stage = new DecideStage(new TradingCore(1), file, new Questions());
        slot.take(definition(10).buffer(), 0);
        stage.decide(slot, batch);

        assertThat(stage.deciding()).isZero();
      }
    }
    assertSuspects(0);
  }

  @Test
  void anEventThatTheCoreCannotDecideStaysInHand() throws IOException {
    for (int run = 0; run < 2; run++) {
      try (InHandFile file = InHandFile.open(directory)) {
        DecideStage stage = new DecideStage(new TradingCore(1), file, new Questions());
        slot.take(definition(-1).buffer(), 0);
        assertThatThrownBy(() -> stage.decide(slot, batch)).hasMessageContaining("tick and lot");

        assertThat(stage.deciding()).isEqualTo(1);
      }
    }
    assertSuspects(1);
  }

  @Test
  void aVoidSlotIsNoEvent() throws IOException {
    try (InHandFile file = InHandFile.open(directory)) {
      TradingCore core = new TradingCore(1);
      DecideStage stage = new DecideStage(core, file, new Questions());
      slot.take(definition(10).buffer(), 0);
      slot.makeVoid();
      stage.decide(slot, batch);

      assertThat(batch.isEmpty()).isTrue();
      assertThat(core.lastSequence()).isZero();
    }
  }

  private static RecordBuffer definition(long tickE9) {
    return new TestEvents().defined(tickE9, 1, RulesSource.INFERRED).records();
  }

  private void assertSuspects(int count) throws IOException {
    try (InHandFile file = InHandFile.open(directory)) {
      assertThat(file.suspects()).hasSize(count);
    }
  }
}
