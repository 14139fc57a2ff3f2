package ringside.engine.core.state;

/** How far an order has come, by everything that is known of it. */
public enum OrderPhase {
  /** Decided; nobody has answered yet. */
  PENDING(true),
  /** Nobody knows whether the venue has it. */
  UNRESOLVED(true),
  /** The venue took the request; what became of the order is still to come. */
  ACCEPTED(true),
  /** At the venue: resting, waiting for its trigger, or filled in part. */
  WORKING(true),
  /** All of it traded. */
  FILLED(false),
  /** Ended by a cancel, with or without a part filled. */
  CANCELLED(false),
  /** Never became an order. */
  REJECTED(false),
  /** Gone from the venue's records: ended, nobody says how. */
  VANISHED(false);

  private final boolean live;

  OrderPhase(boolean live) {
    this.live = live;
  }

  /** Whether it may still trade. */
  public boolean live() {
    return live;
  }
}
