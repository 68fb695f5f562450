/**
 * The one type for a URL, and the identity a URL has inside a job.
 *
 * <p>A {@link dev.trawl.url.CrawlUrl} is an http or https URL as the WHATWG URL Standard parses and
 * serialises it, without its fragment. Whatever spelling a link had, what comes out is the form a
 * browser would request, and that form is the URL: it is compared, hashed, stored and requested as
 * it stands. So it is pure ASCII, holds no U+0000 and no half of a surrogate pair, and parsing it
 * again changes nothing.
 *
 * <p>Each class here is one part of the standard and says which. Failure is an empty {@code
 * Optional}, never an exception: a broken link is the normal case on the web. Validation errors
 * that do not end the parsing are not reported.
 *
 * <p>Own code, because no library on Maven Central passes the web-platform-tests for http and
 * https; galimatias, the nearest, fails 167 of 443.
 *
 * <p>The one change that the standard does not ask for is a {@link
 * dev.trawl.url.ParameterFilter}'s, which drops tracking and session parameters where a job wants
 * that. It makes another URL of one, and never stands between a URL and its request.
 *
 * <p>Out of scope: other schemes, the URL API's setters, fragments, and every other change, such as
 * sorting a query. Whether a URL is wanted is the business of {@code dev.trawl.scope}.
 */
@NullMarked
package dev.trawl.url;

import org.jspecify.annotations.NullMarked;
