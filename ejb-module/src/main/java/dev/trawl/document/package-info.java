/**
 * Text of documents: PDF, the office formats, RTF and EPUB.
 *
 * <p>Results of jobs that want it are copied by the broker to a queue of their own, by their type,
 * and taken from there one by one. The text belongs to the body, by its digest, and not to a page:
 * a body that many pages have is read once, and its text goes when the last page goes that has it.
 *
 * <p>No parser of these formats runs in the server. It is done by child processes (module
 * extractor), each with its own small heap, a time limit, and next to nothing of our environment;
 * they are given the path of a file, and answer with texts of limited length. What goes wrong there
 * is the outcome of that one document, and is kept with it.
 *
 * <p>Invariants: no text of a body without a page that is stored and not withheld. A document whose
 * outcome is known is not tried again, since trying again would end the same way. That no worker
 * can be started, or a disk is full, is nobody's outcome, and the message comes again, uncounted;
 * that somebody ended the worker is none either, but counted, since it is the worker that says so.
 *
 * <p>Out of scope: text of HTML pages, which is made when somebody asks for it (package page), and
 * what is embedded in a document.
 */
@NullMarked
package dev.trawl.document;

import org.jspecify.annotations.NullMarked;
