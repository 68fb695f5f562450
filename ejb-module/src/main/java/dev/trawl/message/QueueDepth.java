package dev.trawl.message;

import java.util.Optional;

/**
 * A queue on the broker, as it stands.
 *
 * @param name its name
 * @param address the address that it is bound to
 * @param messages in it, those under delivery included
 * @param delivering taken by a consumer and not acknowledged yet
 * @param scheduled wait for their redelivery
 * @param consumers sessions that listen
 * @param added messages since the broker started
 * @param acknowledged messages since the broker started
 * @param bytes of the messages in it; empty where the broker was not asked
 * @param paging whether its address writes to disk what does not fit into memory
 */
public record QueueDepth(
    String name,
    String address,
    long messages,
    long delivering,
    long scheduled,
    long consumers,
    long added,
    long acknowledged,
    Optional<Long> bytes,
    boolean paging) {}
