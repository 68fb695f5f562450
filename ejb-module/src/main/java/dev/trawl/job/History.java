package dev.trawl.job;

import java.time.Duration;
import java.util.List;

/**
 * How a job's counters have risen.
 *
 * @param interval between two samples as they are taken now; the first and the last come as the job
 *     starts and ends, and there are none while it is paused
 * @param samples the oldest first
 */
public record History(Duration interval, List<Sample> samples) {}
