package ringside.journal.log;

/** What a committed batch survives. */
public enum Durability {
  /** The end of the process by any means: the pages are the kernel's. Not the loss of power. */
  PAGE,
  /** The loss of power: every batch is forced to the disk before {@code append} returns. */
  DISK
}
