/**
 * The resource adapter: how an application server reaches the broker.
 *
 * <p>It is the Artemis adapter with one difference: it asks the environment for its settings, each
 * time it is started. Settings in a descriptor or in the server's own configuration are resolved
 * when the archive is deployed, and a server that loads the archive again after a restart then
 * looks for a host called "${ENV=...}". So there is one place that knows where the broker is, and
 * it is the same on every server.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>A node without a role never consumes that role's messages, whatever is deployed on it.
 *   <li>No call to the broker blocks for ever; a lost connection is looked for for ever.
 *   <li>Every consumer session has a thread of its own; they wait for web servers and must not wait
 *       for each other.
 *   <li>Nothing takes part in JTA transactions. Sessions that ask to be transacted are, by
 *       themselves.
 * </ul>
 *
 * <p>Not here: prefetch, number of sessions and selectors, which belong to each consumer; and the
 * broker's side of all this, which is in {@code src/main/broker}.
 */
@NullMarked
package dev.trawl.ra;

import org.jspecify.annotations.NullMarked;
