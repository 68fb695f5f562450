/**
 * How the application's server writes its log: a line for people, or a JSON object a line.
 *
 * <p>Runs inside the server, on its boot class path, in a jar of its own: the only place from which
 * java.util.logging finds a formatter there. So it uses nothing but the JDK.
 *
 * <p>What holds here: text from outside, as in URLs and in messages of exceptions, cannot make up a
 * record of its own. Control characters are written as escapes, and in text the further lines of a
 * record are indented.
 */
@NullMarked
package dev.trawl.logging;

import org.jspecify.annotations.NullMarked;
