package ringside.engine.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.CredentialsException;
import ringside.adapters.bybit.rest.CredentialsFile;
import ringside.adapters.bybit.rest.EnvFile;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.VenueConfig;

/**
 * What the config file says of venues and keys, as the adapter understands it. Keys named by
 * environment variables may also stand in an {@code .env} file beside the config file, or in the
 * working directory when there is none; the environment wins. Immutable; any thread.
 */
public final class BybitAccess {
  private static final String ENV_FILE = ".env";

  private final EnvFile variables;
  private final Consumer<String> warnings;

  private BybitAccess(EnvFile variables, Consumer<String> warnings) {
    this.variables = variables;
    this.warnings = warnings;
  }

  /**
   * @param configFile whose directory may have an {@code .env} file
   * @param environment of the process
   * @param warnings hears of bad lines and of keys that others might see; never any part of one
   */
  public static BybitAccess of(
      Path configFile, Map<String, String> environment, Consumer<String> warnings) {
    Path beside = configFile.toAbsolutePath().resolveSibling(ENV_FILE);
    Path here = Path.of(ENV_FILE);
    Path file = Files.exists(beside) ? beside : here;
    EnvFile variables =
        Files.exists(file) ? EnvFile.read(file, environment, warnings) : EnvFile.none(environment);
    return new BybitAccess(variables, warnings);
  }

  /** The value of a variable of the environment or the {@code .env} file, or null. */
  public String variable(String name) {
    return variables.variable(name);
  }

  /**
   * Where an account's venue is.
   *
   * @param live whether real money was asked for
   * @throws UsageException when the venue is mainnet and it was not, or an address is none
   */
  public static BybitEnvironment environment(VenueConfig venue, boolean live) {
    try {
      return named(venue).requireAllowed(live);
    } catch (IllegalArgumentException e) {
      throw new UsageException("venue " + venue.name() + ": " + e.getMessage());
    }
  }

  private static BybitEnvironment named(VenueConfig venue) {
    return switch (venue.environment()) {
      case MAINNET -> BybitEnvironment.mainnet();
      case DEMO -> BybitEnvironment.demo();
      case TESTNET -> BybitEnvironment.testnet();
      case LOCAL ->
          BybitEnvironment.local(
              venue.rest(),
              venue.publicStream(),
              venue.privateStream(),
              Optional.ofNullable(venue.trade()));
    };
  }

  /**
   * An account's key.
   *
   * @throws CredentialsException when it cannot be had: where, what, what is allowed
   */
  public Credentials credentials(AccountConfig account) {
    if (account.keyFile() != null) {
      return CredentialsFile.read(account.keyFile());
    }
    Credentials credentials =
        variables.credentials(account.apiKeyVariable(), account.apiSecretVariable());
    warnings.accept(
        "account "
            + account.alias()
            + ": its key comes from the environment, which other programs of this user can read; a"
            + " key file (keyFile) is safer");
    return credentials;
  }
}
