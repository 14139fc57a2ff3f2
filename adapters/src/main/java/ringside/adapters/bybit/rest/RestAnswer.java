package ringside.adapters.bybit.rest;

import ringside.journal.codec.UnresolvedReason;

/**
 * What became of a request. What the venue may or may not have done is {@link Unknown}, whatever
 * the reason: of a write it must be settled by asking, never by sending it again.
 */
public sealed interface RestAnswer {
  /** In few words, for a log line; never any part of a key. */
  String describe();

  /** Whether the venue did it. */
  default boolean isOk() {
    return this instanceof Ok;
  }

  /** Whether asking again is of no use: the key is refused, or this address banned. */
  default boolean isHopeless() {
    if (this instanceof Limited limited) {
      return limited.retryAfterNs() >= RateGovernor.BAN_NS;
    }
    return (this instanceof NotSent notSent
            && (notSent.why() == Why.BANNED || notSent.why() == Why.CERTIFICATE))
        || (this instanceof Refused refused && refused.errorClass() == ErrorClass.ACCOUNT);
  }

  /**
   * The venue did it, or it was so already.
   *
   * @param retCode 0, or a "not modified"
   * @param result what it answered; {@link JsonValue#MISSING} when it answered nothing more
   * @param extInfo codes per order of a batch
   * @param venueTimeMs the venue's clock at its answer; 0 where not stated
   */
  record Ok(int retCode, String retMsg, JsonValue result, JsonValue extInfo, long venueTimeMs)
      implements RestAnswer {
    @Override
    public String describe() {
      return "ok";
    }
  }

  /** The venue said no: nothing was done. */
  record Refused(int retCode, String retMsg, ErrorClass errorClass) implements RestAnswer {
    @Override
    public String describe() {
      return "refused " + retCode + " " + retMsg;
    }
  }

  /**
   * It may have been done, or may be done yet.
   *
   * @param retCode the venue's code; 0 when there was none
   * @param sentVenueMs the time stamp that was signed: the venue takes it no later than {@link
   *     RestClient#RECV_WINDOW_MS} after
   */
  record Unknown(UnresolvedReason reason, int retCode, String detail, long sentVenueMs)
      implements RestAnswer {
    @Override
    public String describe() {
      return "outcome unknown: " + (retCode == 0 ? "" : retCode + " ") + detail;
    }
  }

  /**
   * Too many requests: nothing was done.
   *
   * @param retryAfterNs when it makes sense again
   */
  record Limited(int retCode, String detail, long retryAfterNs) implements RestAnswer {
    @Override
    public String describe() {
      return "limited: " + (retCode == 0 ? "" : retCode + " ") + detail;
    }
  }

  /** It never left this process, or never reached the venue. */
  record NotSent(Why why, String detail) implements RestAnswer {
    @Override
    public String describe() {
      return "not sent: " + detail;
    }
  }

  /** Why a request was not sent. */
  enum Why {
    /** Our own count says that the venue's limit is reached. */
    RATE,
    /** Too many failures lately. */
    BREAKER,
    /** The venue banned this address. */
    BANNED,
    /** There was no connection to be had. */
    CONNECT,
    /** The certificate is not the venue's. */
    CERTIFICATE,
    /** The client is closed. */
    CLOSED
  }
}
