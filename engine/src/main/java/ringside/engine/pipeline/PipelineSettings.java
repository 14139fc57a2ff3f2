package ringside.engine.pipeline;

/**
 * How a pipeline is laid out.
 *
 * @param wiring stages onto threads
 * @param waitMode how stages wait for work
 * @param ringSlots events the ring holds; a power of two
 * @param outboundSlots commands that may be in flight; a power of two, or 0: nothing leaves
 */
public record PipelineSettings(Wiring wiring, WaitMode waitMode, int ringSlots, int outboundSlots) {
  private static final int FEW_CORES = 4;

  public PipelineSettings {
    if (Integer.bitCount(ringSlots) != 1 || Integer.bitCount(outboundSlots) > 1) {
      throw new IllegalArgumentException(
          "ring slots " + ringSlots + " and " + outboundSlots + " must be powers of two");
    }
  }

  /** What suits this machine: fused below four cores, no idle core burnt. */
  public static PipelineSettings forThisMachine() {
    boolean few = Runtime.getRuntime().availableProcessors() < FEW_CORES;
    return new PipelineSettings(
        few ? Wiring.FUSED : Wiring.PIPELINED, WaitMode.PHASED, 1 << 14, 1 << 10);
  }

  /** The same, but commands go nowhere: for replays and imports. */
  public PipelineSettings withoutGateway() {
    return new PipelineSettings(wiring, waitMode, ringSlots, 0);
  }

  public PipelineSettings with(Wiring other) {
    return new PipelineSettings(other, waitMode, ringSlots, outboundSlots);
  }

  public PipelineSettings with(WaitMode other) {
    return new PipelineSettings(wiring, other, ringSlots, outboundSlots);
  }
}
