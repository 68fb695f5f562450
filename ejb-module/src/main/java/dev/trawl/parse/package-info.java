/**
 * From the bytes of an answer to what the crawler keeps of a page: encoding, title, language and
 * the links that are followed.
 *
 * <p>Bytes become text in the order of the HTML and Encoding Standards: byte order mark, the
 * header's charset, the page's own declaration, UTF-8 if it is valid, windows-1252. Labels mean
 * what they mean in browsers, so "iso-8859-1" is windows-1252.
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
