package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

/**
 * An account's positions, in the order in which they were first heard of; and which instruments are
 * in hedge mode. Engine thread only; allocates when it meets a leg for the first time.
 */
public final class PositionTable implements StateTable {
  private static final PositionState[] NONE = {};
  private static final byte MODE_UNKNOWN = 0;
  private static final byte MODE_ONE_WAY = 1;
  private static final byte MODE_HEDGE = 2;

  private PositionState[] positions = NONE;
  private byte[] modes = new byte[8];

  public int size() {
    return positions.length;
  }

  public PositionState at(int place) {
    return positions[place];
  }

  /** The leg of the instrument, or null. */
  public PositionState find(int instrument, Leg leg) {
    for (PositionState position : positions) {
      if (position.instrument() == instrument && position.leg() == leg) {
        return position;
      }
    }
    return null;
  }

  /** Whether the venue holds two legs for this instrument, as far as it has said. */
  public boolean hedge(int instrument) {
    return instrument < modes.length && modes[instrument] == MODE_HEDGE;
  }

  /** Whether the venue has said in which mode the instrument is. */
  public boolean modeKnown(int instrument) {
    return instrument < modes.length && modes[instrument] != MODE_UNKNOWN;
  }

  PositionState obtain(int instrument, Leg leg) {
    PositionState position = find(instrument, leg);
    if (position == null) {
      position = new PositionState(instrument, leg);
      positions = Arrays.copyOf(positions, positions.length + 1);
      positions[positions.length - 1] = position;
    }
    return position;
  }

  /** A human was told what of the instrument's legs nobody here opened. */
  public void toldForeign(int instrument) {
    for (PositionState position : positions) {
      if (position.instrument() == instrument) {
        position.toldForeign();
      }
    }
  }

  /** A human was told whether the instrument's legs are without a strategy. */
  public void toldOrphan(int instrument, boolean orphan) {
    for (PositionState position : positions) {
      if (position.instrument() == instrument) {
        position.toldOrphan(orphan && position.openedE9() != 0);
      }
    }
  }

  /** All executions are in that were asked for at that time: compares what they add up to. */
  void prove(long askedNs) {
    for (PositionState position : positions) {
      position.prove(askedNs);
    }
  }

  /** Realised by all legs without fees and funding, of the executions heard of. */
  public long grossE9() {
    long sum = 0;
    for (PositionState position : positions) {
      sum += position.grossE9();
    }
    return sum;
  }

  /** Of the executions heard of; positive: paid. */
  public long feesE9() {
    long sum = 0;
    for (PositionState position : positions) {
      sum += position.feesE9();
    }
    return sum;
  }

  /** Positive: paid. */
  public long fundingE9() {
    long sum = 0;
    for (PositionState position : positions) {
      sum += position.fundingE9();
    }
    return sum;
  }

  /** What the venue realised beyond what executions explain. */
  public long unexplainedE9() {
    long sum = 0;
    for (PositionState position : positions) {
      sum += position.unexplainedE9();
    }
    return sum;
  }

  /** Notes the mode that a position the venue spoke of implies. */
  void mode(int instrument, Leg leg) {
    if (instrument >= modes.length) {
      modes = Arrays.copyOf(modes, Math.max(instrument + 1, 2 * modes.length));
    }
    modes[instrument] = leg == Leg.ONE_WAY ? MODE_ONE_WAY : MODE_HEDGE;
  }

  /** Which leg an execution changed, where the venue does not say. */
  Leg legOf(int instrument, Side side, boolean closing) {
    if (!hedge(instrument)) {
      return Leg.ONE_WAY;
    }
    return (side == Side.BUY) == closing ? Leg.SHORT : Leg.LONG;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(positions.length);
    for (PositionState position : positions) {
      position.describe(sink);
    }
    for (int i = 0; i < modes.length; i++) {
      if (modes[i] != MODE_UNKNOWN) {
        sink.putLong(i);
        sink.putLong(modes[i]);
      }
    }
  }
}
