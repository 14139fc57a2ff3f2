package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.ALL;
import static ringside.engine.testing.RiskRig.e9;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.testing.RiskRig;
import ringside.engine.testing.RiskText;
import ringside.engine.testing.TroubledVenue;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.RecordLayout;

/** What happens to one account changes nothing of what is decided for another. */
class IsolationTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int STEPS = 120;
  private static final String ID = "rs[0-9a-z]{13}-[0-9a-z]+-[0-9a-z]+";

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void faultsOfOneAccountChangeNoByteOfWhatIsDecidedForTheOther(long seed) {
    List<String> alone = new Day(seed, false).decisions();
    Day troubled = new Day(seed, true);
    List<String> beside = troubled.decisions();
    for (int i = 0; i < Math.min(alone.size(), beside.size()); i++) {
      assertThat(beside.get(i)).as("decision %d", i).isEqualTo(alone.get(i));
    }
    assertThat(beside).hasSameSizeAs(alone);
    assertThat(alone).as("something was decided").hasSizeGreaterThan(100);
    assertThat(troubled.hits).as("and something had happened").isGreaterThan(20);
  }

  /**
   * The second account trades with its venue; the first one, if it is to, is in all the trouble.
   */
  private static final class Day {
    private final RiskRig rig = new RiskRig();
    private final List<String> ofSecond = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final Random random;
    private final boolean trouble;
    private final TroubledVenue venue;
    private long generation = 1;
    private int hits;

    Day(long seed, boolean trouble) {
      this.trouble = trouble;
      random = new Random(seed);
      rig.begin("limits.drawdownPercent.emergency", "50", "limits.onEmergency", "flatten");
      venue = new TroubledVenue(rig, 1, seed, 0.5);
      rig.onDecision(this::decision);
      rig.wants(1, 0, Day::quotes);
    }

    private static void quotes(Proposals out) {
      out.place(Side.BUY, Leg.LONG, e9("0.5")).limit(e9("99"), TimeInForce.GTC);
      out.place(Side.SELL, Leg.SHORT, e9("0.5"));
    }

    List<String> decisions() {
      for (int step = 0; step < STEPS; step++) {
        if (trouble) {
          answers.forEach(Runnable::run);
          answers.clear();
          rig.wants(0, 0, Day::quotes);
          strike();
          rig.feed();
        }
        rig.mark("100").book().feed();
        rig.trade(0);
        venue.pass(500);
      }
      return ofSecond;
    }

    private void decision(DirectBuffer buffer, int offset) {
      venue.decision(buffer, offset);
      int account = RecordLayout.account(buffer, offset);
      if (account == 1) {
        int length = RecordLayout.length(buffer, offset);
        byte[] bytes = new byte[length - RecordLayout.BLOCK_OFFSET];
        buffer.getBytes(offset + RecordLayout.BLOCK_OFFSET, bytes);
        // Where a decision stands among others, and names made of it, are not what was decided.
        Arrays.fill(bytes, 0, Long.BYTES, (byte) 0);
        int place = RecordHeaderEncoder.ordinalEncodingOffset();
        Arrays.fill(bytes, place, place + Short.BYTES, (byte) 0);
        String text =
            new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("(?s).." + ID, "ID");
        ofSecond.add(RiskText.of(buffer, offset) + " " + HEX.formatHex(latin(text)));
      } else if (account == 0) {
        long cause = RecordLayout.sequence(buffer, offset);
        int ordinal = RecordLayout.ordinal(buffer, offset);
        answers.add(
            () -> rig.accounts[0].rejected(cause, ordinal, RejectClass.NOT_SENT, "rs-none"));
      }
    }

    private static byte[] latin(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void strike() {
      hits++;
      switch (random.nextInt(12)) {
        case 0 -> rig.events.account(0).badOrder("x" + hits).account(ALL);
        case 1 -> rig.throwsAtTrades(0, random.nextInt(2));
        case 2 -> rig.execution(0, null, "1", ExecutionType.LIQUIDATION, "90");
        case 3 -> rig.wallet(0, "1000", "0", "0.9" + random.nextInt(9));
        case 4 -> rig.wallet(0, "100", "-900", "0.1");
        case 5 -> rig.operator(OperatorAction.get((short) (1 + random.nextInt(4))), 0, ALL, any());
        case 6 -> rig.operator(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL);
        case 7 -> {
          rig.accounts[0].disconnected();
          rig.accounts[0].connected(++generation);
        }
        case 8 -> rig.position(0, random.nextInt(2), Leg.LONG, "" + random.nextInt(30));
        case 9 ->
            rig.order(
                0,
                0,
                "by-hand-" + hits,
                "h" + hits,
                Side.BUY,
                Leg.LONG,
                false,
                OrderStatus.NEW,
                "3",
                "0",
                Long.MIN_VALUE);
        case 10 -> rig.accounts[0].unresolved(1, 1, "rs-none");
        default -> rig.wallet(0, "1000", "0", "0.1");
      }
    }

    private Leg any() {
      return random.nextBoolean() ? Leg.NULL_VAL : Leg.SHORT;
    }
  }
}
