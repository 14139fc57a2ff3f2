package ringside.adapters.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;

/**
 * The one thread that owns a {@link Venue} and everything that hears it: lets its time pass, gives
 * it what others ask for, and lets them look at it. Answers are completed on this thread, so what
 * is chained to them must be quick and must not wait; a server's worker thread waits for them
 * instead.
 *
 * <p>A fault in the venue ends it: everything asked for fails from then on, and the listener given
 * at construction is told once.
 */
public final class VenueThread implements AutoCloseable {
  private static final int REQUESTS_A_TURN = 256;
  private static final long IDLE_LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long CLOSE_LIMIT_MS = 5_000;

  /** Besides the venue's own happenings: what must be done when its time passes. */
  interface Ticker {
    /** Venue time has come to here. */
    void onTime(long nowNs);

    /** When it has to be told next, at the latest; {@link MarketSource#ENDED} for never. */
    long nextNs();
  }

  private record Submission(VenueRequest request, CompletableFuture<VenueReply> reply) {}

  private final Venue venue;
  private final VenueClock clock;
  private final VenueInputs inputs;
  private final Ticker ticker;
  private final Consumer<RuntimeException> onFault;
  private final Queue<Object> inbox = new ConcurrentLinkedQueue<>();
  private final Map<Long, CompletableFuture<VenueReply>> waiting = new HashMap<>();
  private final Thread thread = new Thread(this::run, "venue");
  private long lastRequestId;
  private volatile boolean ended;

  /**
   * @param venue whose listener hands every reply to {@link #onReply}; used by this thread alone
   *     once started
   */
  VenueThread(
      Venue venue,
      VenueClock clock,
      VenueInputs inputs,
      Ticker ticker,
      Consumer<RuntimeException> onFault) {
    this.venue = venue;
    this.clock = clock;
    this.inputs = inputs;
    this.ticker = ticker;
    this.onFault = onFault;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Venue time. Any thread. */
  public long nowNs() {
    return clock.nowNs();
  }

  /**
   * Gives the venue a request, at its time now. Any thread.
   *
   * @return what the venue says to it; fails when the venue has ended
   */
  public CompletableFuture<VenueReply> submit(VenueRequest request) {
    CompletableFuture<VenueReply> reply = new CompletableFuture<>();
    enqueue(new Submission(request, reply), reply);
    return reply;
  }

  /**
   * Looks at the venue, as it is now. Any thread.
   *
   * @param question runs on the venue's thread; must be quick, and hand out only what is immutable
   * @return its answer; fails when the question throws, or the venue has ended
   */
  public <T> CompletableFuture<T> ask(Function<Venue, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable look =
        () -> {
          try {
            answer.complete(question.apply(venue));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        };
    enqueue(look, answer);
    return answer;
  }

  /** Lets it look at once whether its market has something new. Any thread. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  private void enqueue(Object task, CompletableFuture<?> answer) {
    inbox.add(task);
    LockSupport.unpark(thread);
    if (ended) {
      // The thread may have looked for the last time.
      answer.completeExceptionally(new RejectedExecutionException("the venue has ended"));
    }
  }

  /** The venue replied to a request of {@link #submit}. The venue's thread. */
  void onReply(long requestId, VenueReply reply) {
    CompletableFuture<VenueReply> future = waiting.remove(requestId);
    if (future != null) {
      future.complete(reply);
    }
  }

  private void run() {
    try {
      while (!ended) {
        turn();
        idle();
      }
      inputs.digest(venue.nowNs(), venue.digest());
    } catch (RuntimeException e) {
      ended = true;
      onFault.accept(e);
    } finally {
      ended = true;
      failAll();
      inputs.close();
    }
  }

  private void turn() {
    long nowNs = Math.max(clock.nowNs(), venue.nowNs());
    if (venue.nextNs() <= nowNs) {
      inputs.time(nowNs);
      venue.advance(nowNs);
      if (inputs.wantsDigest(nowNs)) {
        inputs.digest(nowNs, venue.digest());
      }
    }
    for (int i = 0; i < REQUESTS_A_TURN; i++) {
      Object task = inbox.poll();
      if (task == null) {
        break;
      }
      if (task instanceof Submission submission) {
        submit(nowNs, submission);
      } else {
        ((Runnable) task).run();
      }
    }
    ticker.onTime(nowNs);
  }

  private void submit(long nowNs, Submission submission) {
    long requestId = ++lastRequestId;
    waiting.put(requestId, submission.reply);
    inputs.request(nowNs, submission.request);
    venue.submit(nowNs, requestId, submission.request);
  }

  private void idle() {
    if (!inbox.isEmpty()) {
      return;
    }
    long untilNs = clock.untilNs(Math.min(venue.nextNs(), ticker.nextNs()));
    if (untilNs > 0) {
      LockSupport.parkNanos(this, Math.min(untilNs, IDLE_LIMIT_NS));
    }
  }

  private void failAll() {
    RejectedExecutionException why = new RejectedExecutionException("the venue has ended");
    waiting.values().forEach(reply -> reply.completeExceptionally(why));
    waiting.clear();
    for (Object task = inbox.poll(); task != null; task = inbox.poll()) {
      if (task instanceof Submission submission) {
        submission.reply.completeExceptionally(why);
      }
    }
  }

  /** Ends the thread, when it has done what it is at. Any thread but its own. */
  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
