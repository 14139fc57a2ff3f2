package ringside.engine.config;

/**
 * One thing that is wrong in a config file. Nothing of it is a key or looks like one. Immutable;
 * any thread.
 *
 * @param path of the setting, with dots; empty: the file itself
 * @param line where it stands, from 1; 0: nowhere
 * @param value that was given; null where there is none, or none that may be repeated
 * @param what is wrong, in words
 * @param allowed what may stand there, in words; null where that is not the matter
 */
public record ConfigMistake(String path, int line, String value, String what, String allowed) {
  private static final String ALLOWED = "allowed: ";

  /** Of a whole file. */
  static ConfigMistake ofFile(String what) {
    return new ConfigMistake("", 0, null, what, null);
  }

  /**
   * Splits what is said.
   *
   * @param said what is wrong, and at its end perhaps what is allowed
   */
  static ConfigMistake of(String path, int line, String value, String said) {
    int at = said.startsWith(ALLOWED) ? 0 : said.indexOf("; " + ALLOWED);
    String what = at < 0 ? said : said.substring(0, at);
    String allowed = at < 0 ? null : said.substring(said.indexOf(ALLOWED, at) + ALLOWED.length());
    return new ConfigMistake(path, line, value, what, allowed);
  }

  /** As one line for people. */
  public String text() {
    String said = what + (what.isEmpty() || allowed == null ? "" : "; ");
    said += allowed == null ? "" : ALLOWED + allowed;
    if (line == 0) {
      return said;
    }
    return path.isEmpty() ? "line " + line + ": " + said : path + " (line " + line + "): " + said;
  }
}
