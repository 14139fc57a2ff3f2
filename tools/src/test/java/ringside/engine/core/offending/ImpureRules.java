package ringside.engine.core.offending;

import com.lmax.disruptor.RingBuffer;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.LoadSettings;
import ringside.adapters.bybit.BybitMarketDecoder;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.strategy.StrategyKind;

/** Does in the core what must not be done there; exists so that the walls are seen to hold. */
public final class ImpureRules {
  public static final class ReadsTheClock {
    public long now() {
      return System.nanoTime();
    }
  }

  public static final class RollsDice {
    public int roll() {
      return new Random().nextInt() + UUID.randomUUID().hashCode();
    }
  }

  public static final class StartsThreads {
    public void start() {
      new Thread(() -> {}).start();
    }
  }

  public static final class TouchesFiles {
    public boolean look() {
      return new File("x").exists();
    }
  }

  public static final class DependsOnHashOrder {
    public Map<String, String> map() {
      return new HashMap<>();
    }
  }

  public static final class ComputesWithDoubles {
    public double grow() {
      return Math.exp(1);
    }
  }

  public static final class Logs {
    public void log() {
      LoggerFactory.getLogger(Logs.class).info("x");
    }
  }

  public static final class KnowsThePipeline {
    Pipeline pipeline;
  }

  public static final class KnowsTheVenue {
    BybitMarketDecoder decoder;
  }

  public static final class KnowsAStrategy {
    StrategyKind kind;
  }

  public static final class ReadsYaml {
    LoadSettings settings;
  }

  public static final class OwnsARing {
    RingBuffer<String> ring;
  }

  private ImpureRules() {}
}
