package ringside.engine.boot;

import java.nio.file.Path;
import java.util.List;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.event.ConfigRecords;
import ringside.journal.log.Durability;
import ringside.journal.log.SpaceLimits;

/**
 * What an {@link Engine} is started with.
 *
 * @param journal the journal's directory; made where there is none, continued where there is one
 * @param environment a journal belongs to one
 * @param mode whose times the events carry
 * @param space when the journal's disk counts as short of room
 * @param config what is recorded as the run's config, path and value
 */
public record EngineSettings(
    Path journal,
    Environment environment,
    RunMode mode,
    Durability durability,
    PipelineSettings pipeline,
    SpaceLimits space,
    List<ConfigRecords.Entry> config) {}
