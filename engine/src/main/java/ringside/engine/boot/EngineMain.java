package ringside.engine.boot;

/** Entry point of the engine jar. */
public final class EngineMain {
  private EngineMain() {}

  /** Prints the version. */
  public static void main(String[] args) {
    String version = EngineMain.class.getPackage().getImplementationVersion();
    System.out.println("ringside " + (version == null ? "development" : version));
  }
}
