/**
 * The parts of a running Trawl, PostgreSQL, broker and application, as processes of this machine.
 *
 * <p>A {@link dev.trawl.launcher.part.Part} says how it is started, where it listens and how to see
 * that it is ready. {@link dev.trawl.launcher.part.Supervisor} does the rest, the same way for
 * each; {@link dev.trawl.launcher.part.Stack} knows the order. All state is in files below the data
 * folder, so any command may follow any other, and any process may be killed in between.
 *
 * <p>The application may run several times, as nodes: {@code application}, {@code application-2}
 * and so on, each with its own port, folder and log, all with the same database and broker. A node
 * is drained before it is restarted while others answer; {@code down} stops all at once.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>A pid file counts only together with the start time of the process; another process with
 *       that id is let alone.
 *   <li>Everything listens on the loopback interface, but the application where TRAWL_HTTP_HOST
 *       says otherwise.
 *   <li>Secrets are in files of mode 600 and in the environment of the processes; never in
 *       arguments, never in a log.
 *   <li>What is built up over several steps (binaries, database cluster) is made aside and renamed
 *       when complete.
 * </ul>
 *
 * <p>Not here: the application's own settings. Every TRAWL_ variable of the caller is handed on
 * unread.
 */
@NullMarked
package dev.trawl.launcher.part;

import org.jspecify.annotations.NullMarked;
