package ringside.engine.config;

import java.nio.file.Path;

/**
 * An account to trade with. Its key is named here, never held.
 *
 * @param alias as the journal's catalog has it
 * @param venue the name of its venue
 * @param keyFile a file that only its owner can read; null: the environment has the key
 * @param apiKeyVariable the environment variable with the key
 * @param apiSecretVariable the environment variable with the secret
 * @param allowWithdraw a key that may withdraw or transfer is taken nevertheless
 * @param limits those of all, with its own put over them
 */
public record AccountConfig(
    String alias,
    String venue,
    Path keyFile,
    String apiKeyVariable,
    String apiSecretVariable,
    boolean allowWithdraw,
    ForeignOrders foreignOrders,
    ForeignPositions foreignPositions,
    LimitsConfig limits) {}
