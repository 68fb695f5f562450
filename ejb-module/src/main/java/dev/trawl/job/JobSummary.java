package dev.trawl.job;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A job as it is shown.
 *
 * @param num the number inside the database
 * @param id the one that the outside knows
 * @param request as {@link CrawlJob#request()}, but it may have the first of the seeds alone
 * @param seedCount how many seeds there are, if only the first were wanted
 * @param reason why it ended
 * @param created when it was accepted
 * @param started when it first ran
 * @param finished when it ended
 */
public record JobSummary(
    int num,
    UUID id,
    JsonObject request,
    OptionalInt seedCount,
    JobState state,
    Optional<String> reason,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> finished) {}
