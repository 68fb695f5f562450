/**
 * From the bytes of an answer to what the crawler keeps of a page: encoding, title, language, the
 * links that are followed, the URL by which it wants to be known, and a fingerprint of its text.
 *
 * <p>Bytes become text in the order of the HTML and Encoding Standards: byte order mark, the
 * header's charset, the page's own declaration; then UTF-8 if it is that, what the frequency of
 * sequences tells, windows-1252. Labels mean what they mean in browsers, so "iso-8859-1" is
 * windows-1252, and unknown ones count as none.
 *
 * <p>It is otherwise than in the standards, and in browsers, in one point: a label under which the
 * bytes cannot be is passed over for the next candidate. That is, UTF-8 of which more is malformed
 * than not; an encoding of several bytes a character with more than one malformed sequence in a
 * hundred; UTF-16 in which hardly a byte is NUL; and anything else where NULs show UTF-16. A single
 * wrong byte never decides that. docs/adr/0020-wrong-labels-are-passed-over.md has the reasons.
 *
 * <p>Any sequence of bytes is a page. Nothing here throws for what is in it, and nothing recurses
 * over it: nesting is bounded by the parser, links and texts in number and length, so a page cannot
 * take more memory or time than its size allows. Text that leaves this package holds no U+0000 and
 * no half of a surrogate pair, both of which the database refuses.
 *
 * <p>Out of scope: which links are wanted ({@code dev.trawl.scope}), whether meta robots allows to
 * follow them, scripts and styles, links in anything but HTML, and content codings such as gzip,
 * which are undone before.
 */
@NullMarked
package dev.trawl.parse;

import org.jspecify.annotations.NullMarked;
