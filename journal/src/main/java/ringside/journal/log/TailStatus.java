package ringside.journal.log;

/** How a journal ends. */
public enum TailStatus {
  /** The last segment was sealed by a clean stop. */
  CLEAN,
  /** Everything written is valid; the writer was ended without sealing it, or is still at work. */
  UNSEALED,
  /** An append was under way, or the last pages were lost: what follows the end is not valid. */
  TORN
}
