package ringside.engine.boot;

/** Which build this is. */
public final class Build {
  private Build() {}

  /** Name and version, as recorded in journals and printed by {@code --version}. */
  public static String name() {
    String version = Build.class.getPackage().getImplementationVersion();
    return "ringside " + (version == null ? "development" : version);
  }
}
