package dev.trawl.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much room database and broker must have for work to be given out.
 *
 * @param minFree bytes that must be free on each of the disks
 * @param databaseDisk a folder on the database's disk; empty if it is on another machine
 * @param brokerDisk a folder on the broker's disk; empty if it is on another machine
 * @param databaseMaxSize the most bytes of the database; empty if it may grow as it likes
 */
public record SpaceSettings(
    long minFree,
    Optional<Path> databaseDisk,
    Optional<Path> brokerDisk,
    Optional<Long> databaseMaxSize) {}
