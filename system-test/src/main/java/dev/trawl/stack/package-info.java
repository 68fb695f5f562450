/**
 * The product as its users have it: started and stopped by its command, asked over REST.
 *
 * <p>{@link dev.trawl.stack.Trawl} is one stack with its own data and ports; several may stand
 * beside each other. {@link dev.trawl.stack.Api} speaks REST, {@link dev.trawl.stack.JobRequest} is
 * a job to submit. Nothing waits without a limit, and whatever a stack has started is gone when it
 * is closed, even if the product's own {@code down} does not work.
 *
 * <p>Out of scope: anything that knows the product's classes.
 */
@NullMarked
package dev.trawl.stack;

import org.jspecify.annotations.NullMarked;
