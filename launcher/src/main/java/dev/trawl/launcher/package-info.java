/**
 * The command: what a person types, and what is shown for it.
 *
 * <p>Each command is a small picocli class that reads its options, asks {@code part} to start or
 * stop processes and {@code client} to talk to the application, and prints. Data goes to standard
 * output, everything else to standard error, so that a script can read the one and a person the
 * other.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>The exit status is 0 for done, 1 for failed, 2 for wrong use. A crawl is done if its job
 *       ended COMPLETED.
 *   <li>What goes wrong is one sentence that names what to change. TRAWL_DEBUG=1 adds the stack
 *       trace.
 *   <li>Nothing of this process stays after the command; what it started has no terminal.
 * </ul>
 *
 * <p>Not here: finding Java and Maven and building, which the shell script {@code trawl} does
 * before.
 */
@NullMarked
package dev.trawl.launcher;

import org.jspecify.annotations.NullMarked;
