/**
 * The process in which text is taken from documents (PDF and office files, by Apache Tika), since
 * no parser of such formats can be trusted with the server's memory and time: whoever sends a
 * hostile file gets one process of these ended, and no more.
 *
 * <p>It is started by the server (package {@code dev.trawl.document}), and knows nothing but its
 * pipes. All numbers are big-endian; a text is its length in bytes of UTF-8, and these.
 *
 * <ul>
 *   <li>It says that it is ready by one byte, 0.
 *   <li>A request is a text, the path of the file, and a second one, the media type that its server
 *       gave it.
 *   <li>An answer is the byte 1, the document's text, its title, its authors (empty where there are
 *       none), its number of pages as an int (-1 if unknown), and a byte that is 1 if the text was
 *       cut at the limit. Or it is the byte 2 and a text, why there is no text. Or it is the byte 3
 *       and such a text, and the process ends.
 *   <li>Without an answer the process ends with status 3 if it had too little memory (the Java
 *       machine), and with 4 if a class of its own could not be loaded.
 * </ul>
 *
 * <p>Invariants: one file at a time. What takes too long, or too much memory, is not noticed here
 * but by the Java machine (which ends on an OutOfMemoryError) and by the parent, who ends the
 * process. It ends by itself when its parent does, even amid a file. Nothing is fetched, nothing is
 * started, and what is embedded in a document is left alone.
 */
@NullMarked
package dev.trawl.extractor;

import org.jspecify.annotations.NullMarked;
