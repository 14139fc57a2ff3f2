package ringside.engine.config;

import java.nio.file.Path;
import ringside.journal.log.Durability;

/** Where everything is recorded, and how firmly. */
public record JournalConfig(Path directory, Durability durability) {}
