/**
 * Cookies of RFC 6265, as a crawler needs them: what a Set-Cookie line says, which requests a
 * cookie belongs to, and the Cookie field of a request.
 *
 * <p>The algorithms are those of the sections that are cited, step by step, because servers are
 * written against browsers, which follow them. HttpClient's cookie classes do otherwise where it
 * matters: they unquote a value and quote it anew, drop a whole cookie for a wrong Expires, and
 * take {@code /a/} for a match of {@code /a}. Only its reader of cookie dates is used.
 *
 * <p>Invariants: a cookie is for one host, or for a domain that is no public suffix. What is read
 * can be sent: a cookie that is not printable ASCII, or too long, is none.
 *
 * <p>Out of scope: where cookies are kept and how many (package frontier); SameSite and HttpOnly,
 * which speak of scripts and of pages inside pages.
 */
@NullMarked
package dev.trawl.cookie;

import org.jspecify.annotations.NullMarked;
