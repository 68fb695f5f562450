/**
 * What {@code ./trawl doctor} looks at: a deployment, be its database and broker our own or
 * somebody else's.
 *
 * <p>A {@link dev.trawl.launcher.doctor.Check} gathers facts about one thing and judges them; the
 * judgement is a function of the facts alone. {@link dev.trawl.launcher.doctor.Doctor} has them in
 * order, from the ground up.
 *
 * <p>What holds here:
 *
 * <ul>
 *   <li>Nothing is changed: no file, no row, no message.
 *   <li>What is wrong is said together with what to do. A problem is what does not work or loses
 *       data some day; a warning works.
 *   <li>What cannot be looked at is skipped, and no failure of its own: the reason is another
 *       finding.
 * </ul>
 */
@NullMarked
package dev.trawl.launcher.doctor;

import org.jspecify.annotations.NullMarked;
