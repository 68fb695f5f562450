/**
 * The application's REST interface as the command uses it.
 *
 * <p>{@link dev.trawl.launcher.client.Api} is the calls, {@link
 * dev.trawl.launcher.client.JobEvents} the stream of a job's events, {@link
 * dev.trawl.launcher.client.Job} and {@link dev.trawl.launcher.client.Counters} what comes back.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>An error of the application becomes one sentence, with the field's name where the problem
 *       document has one.
 *   <li>A stream that breaks is taken up again where it ended; where there is none, the job is
 *       asked again and again.
 *   <li>An export is written in constant memory, aside, and gets its name when it is complete.
 * </ul>
 *
 * <p>Not here: starting what answers, and showing what was answered.
 */
@NullMarked
package dev.trawl.launcher.client;

import org.jspecify.annotations.NullMarked;
