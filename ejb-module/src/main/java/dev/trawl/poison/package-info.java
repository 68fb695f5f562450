/**
 * Poison: messages that cannot be processed, whatever is tried. Every consumer of work does it
 * through {@link dev.trawl.poison.Attempts}.
 *
 * <p>A failure of the message itself is counted in the database, and the broker delivers the
 * message again after a pause. After the fifth a copy goes to the dead letters, with the reason;
 * what stands behind the message is settled ({@link dev.trawl.poison.Behind}), so that its job
 * ends; and the message is acknowledged. The broker itself moves nothing: its count of deliveries
 * rises with every crash of a node that had fetched a message ahead.
 *
 * <p>Invariants: what the infrastructure does to a message (database or broker away, a node that
 * dies or stops, its neighbour in memory ending the node) is never counted. Every step may be
 * repeated: the copy carries a duplicate id of the message, settling finds nothing open the second
 * time.
 *
 * <p>Out of scope: what a message means; how it is copied and sent back (package message).
 */
@NullMarked
package dev.trawl.poison;

import org.jspecify.annotations.NullMarked;
