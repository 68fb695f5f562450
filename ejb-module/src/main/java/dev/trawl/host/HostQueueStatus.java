package dev.trawl.host;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job has to do with a host.
 *
 * @param job the job's id
 * @param queued URLs that wait
 * @param manners how the job treats the host
 * @param givenUp the error that its URLs there end with, once the host is given up for the job
 * @param detail of that error
 */
public record HostQueueStatus(
    UUID job, long queued, Manners manners, Optional<String> givenUp, Optional<String> detail) {}
