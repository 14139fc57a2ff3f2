package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorCommandDecoder;
import ringside.journal.codec.RecordHeaderDecoder;

/**
 * What operators have said of opening, each for a scope: of several that cover a leg the latest
 * holds, and one that covers an earlier one whole replaces it. Outlives runs. Engine thread only;
 * allocates when it grows.
 */
public final class OperatorTable implements StateTable {
  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  private int[] accounts = new int[4];
  private int[] instruments = new int[4];
  private Leg[] legs = new Leg[4];
  private OperatorAction[] actions = new OperatorAction[4];
  private int size;

  // The command at hand: of use until the next event, and no state.
  private OperatorAction action = OperatorAction.NULL_VAL;
  private int account = NO_ACCOUNT;
  private int instrument = NO_INSTRUMENT;
  private Leg leg = Leg.NULL_VAL;
  private long requestId;

  /** What holds for the leg: PAUSE, FINISH, or null for neither. */
  public OperatorAction standing(int ofAccount, int ofInstrument, Leg ofLeg) {
    for (int i = size - 1; i >= 0; i--) {
      if ((accounts[i] == NO_ACCOUNT || accounts[i] == ofAccount)
          && (instruments[i] == NO_INSTRUMENT || instruments[i] == ofInstrument)
          && RiskEntry.meets(legs[i], ofLeg)) {
        return actions[i] == OperatorAction.RESUME ? OperatorAction.NULL_VAL : actions[i];
      }
    }
    return OperatorAction.NULL_VAL;
  }

  /** How many words of operators hold. */
  public int size() {
    return size;
  }

  public OperatorAction action(int place) {
    return actions[place];
  }

  /** Null value: all. */
  public int account(int place) {
    return accounts[place];
  }

  /** Null value: all. */
  public int instrument(int place) {
    return instruments[place];
  }

  /** Null value: both. */
  public Leg leg(int place) {
    return legs[place];
  }

  /** What the event at hand commands, or null. */
  public OperatorAction command() {
    return action;
  }

  /** Null value: all. */
  public int commandAccount() {
    return account;
  }

  /** Null value: all. */
  public int commandInstrument() {
    return instrument;
  }

  /** Null value: both. */
  public Leg commandLeg() {
    return leg;
  }

  /** Of the one who asked. */
  public long requestId() {
    return requestId;
  }

  /** Whether the command at hand covers the account. */
  public boolean covers(int ofAccount) {
    return account == NO_ACCOUNT || account == ofAccount;
  }

  /** Whether the command at hand is about the whole of the accounts that it covers. */
  public boolean wholeAccounts() {
    return instrument == NO_INSTRUMENT && leg == Leg.NULL_VAL;
  }

  /** Whether the command at hand covers all of a scope. */
  public boolean covers(int ofAccount, int ofInstrument, Leg ofLeg) {
    return covers(ofAccount)
        && (instrument == NO_INSTRUMENT || instrument == ofInstrument)
        && (leg == Leg.NULL_VAL || leg == ofLeg);
  }

  /** Whether the command at hand means the instrument, or a leg of it. */
  public boolean covers(int ofAccount, int ofInstrument) {
    return covers(ofAccount) && (instrument == NO_INSTRUMENT || instrument == ofInstrument);
  }

  /** Notes what is commanded; it holds when it was answered as done. */
  public void fold(OperatorCommandDecoder event) {
    action = event.action();
    account = event.header().account();
    instrument = event.header().instrument();
    leg = event.leg();
    requestId = event.requestId();
  }

  /** An event begins: what the one before commanded is answered. */
  public void beginEvent() {
    action = OperatorAction.NULL_VAL;
  }

  /** The command at hand is done: if it is about opening, it holds from now on. */
  public void done() {
    boolean aboutOpening =
        action == OperatorAction.PAUSE
            || action == OperatorAction.FINISH
            || action == OperatorAction.RESUME;
    if (!aboutOpening) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!covers(accounts[i], instruments[i], legs[i])) {
        accounts[kept] = accounts[i];
        instruments[kept] = instruments[i];
        legs[kept] = legs[i];
        actions[kept] = actions[i];
        kept++;
      }
    }
    size = kept;
    if (action != OperatorAction.RESUME || size > 0) {
      add();
    }
  }

  private void add() {
    if (size == actions.length) {
      accounts = Arrays.copyOf(accounts, 2 * size);
      instruments = Arrays.copyOf(instruments, 2 * size);
      legs = Arrays.copyOf(legs, 2 * size);
      actions = Arrays.copyOf(actions, 2 * size);
    }
    accounts[size] = account;
    instruments[size] = instrument;
    legs[size] = leg;
    actions[size] = action;
    size++;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(size);
    for (int i = 0; i < size; i++) {
      sink.putLong(accounts[i]);
      sink.putLong(instruments[i]);
      sink.putLong(legs[i].value());
      sink.putLong(actions[i].value());
    }
  }
}
