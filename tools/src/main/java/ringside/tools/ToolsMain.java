package ringside.tools;

/** Entry point of the tools jar. */
public final class ToolsMain {
  private ToolsMain() {}

  /** Prints how it is used. */
  public static void main(String[] args) {
    System.out.println("Usage: ringside-tools [--help]");
  }
}
