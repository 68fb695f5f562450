/**
 * The nodes of the cluster: who is there, who is dead, and whether this one has slept.
 *
 * <p>Each process has a row with a heartbeat, by the database's clock. Nobody is elected and
 * nothing is assigned: queues spread the work, and the row says only who holds leases that the
 * broker does not know of yet ({@link dev.trawl.cluster.Nodes#DEAD_AFTER}), and shows the nodes to
 * people.
 *
 * <p>A process that was paused (by a debugger, a hypervisor, a signal, a long collection) does not
 * know it: to itself no time has passed, while the broker has given its messages to others. {@link
 * dev.trawl.cluster.Pulse} ticks by the monotonic clock and tells whoever asks before acting on
 * something it took earlier.
 *
 * <p>Invariants: a row is a process, not a name, so that a node that restarts at once is a new one,
 * and what its predecessor held comes back. A process that ends in order takes its row with it. A
 * database that is away makes no node dead for others than those who compare beats with a clock
 * that stood still as well.
 *
 * <p>Out of scope: what a node works on.
 */
@NullMarked
package dev.trawl.cluster;

import org.jspecify.annotations.NullMarked;
