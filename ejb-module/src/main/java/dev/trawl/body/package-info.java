/**
 * The bodies that a node has in work, in memory that is bounded by configuration.
 *
 * <p>A {@link dev.trawl.body.Body} is in memory while it is small, else in a file of this node's
 * spool folder. It is made by a {@link dev.trawl.body.BodyBuffer}, read as often as needed, and
 * closed by whoever has it last, which gives back its memory or removes its file.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>All bodies together have at most half of the node's bytes in memory. Memory is taken before
 *       the bytes are read; where there is none, a body goes to its file at once. Nobody waits here
 *       while he holds something, so that nobody waits for ever.
 *   <li>The other half is for work that needs a body, or more than that, in memory at once. It is
 *       waited for, in the order of asking, by those who hold none of it.
 *   <li>Nothing in the spool folder outlives its process: what is there at the start is of a
 *       process that is gone.
 *   <li>A file that cannot be written is a {@link dev.trawl.body.SpoolException}, of which the
 *       caller gives his work back; it is nobody's fault.
 * </ul>
 *
 * <p>Out of scope: how large a body may be, and what it is compressed by.
 */
@NullMarked
package dev.trawl.body;

import org.jspecify.annotations.NullMarked;
