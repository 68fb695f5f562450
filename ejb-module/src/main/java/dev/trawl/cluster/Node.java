package dev.trawl.cluster;

import java.time.Instant;
import java.util.UUID;

/**
 * A process of the cluster.
 *
 * @param id its name, TRAWL_NODE
 * @param incarnation names this very process
 * @param roles as TRAWL_ROLES has them
 * @param version of the application
 * @param alive whether it was heard of lately
 * @param draining whether it takes no more calls and tasks
 * @param started by the database's clock
 * @param lastBeat by the database's clock
 * @param fetching tasks in work
 * @param processing results in work
 * @param heapUsed bytes
 * @param heapMax bytes
 * @param cpu of all cores, from 0 to 1; below 0 if not known
 */
public record Node(
    String id,
    UUID incarnation,
    String roles,
    String version,
    boolean alive,
    boolean draining,
    Instant started,
    Instant lastBeat,
    int fetching,
    int processing,
    long heapUsed,
    long heapMax,
    double cpu) {}
