package ringside.engine.core.state;

import org.agrona.DirectBuffer;

/** How far an emergency has come; recorded as the detail of the risk rule that it is of. */
public enum EmergencyPhase {
  /** Orders that open are being taken back, by their names. */
  CANCELLING("cancelling opening orders"),
  /** None is known any more; the venue is asked whether it has any. */
  VERIFYING("checking that no opening order is left"),
  /** Positions are being closed at market. */
  CLOSING("closing positions"),
  /** All are flat as far as is known; the venue is asked. */
  CHECKING("checking that positions are closed"),
  /** The venue has confirmed it. */
  DONE("done");

  private static final EmergencyPhase[] ALL = values();

  private final String text;

  EmergencyPhase(String text) {
    this.text = text;
  }

  /** As it is recorded. */
  public String text() {
    return text;
  }

  /** The phase that a recorded detail names; the first one for a detail that names none. */
  static EmergencyPhase of(DirectBuffer detail) {
    for (EmergencyPhase phase : ALL) {
      if (phase.named(detail)) {
        return phase;
      }
    }
    return CANCELLING;
  }

  private boolean named(DirectBuffer detail) {
    if (detail.capacity() != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (detail.getByte(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
