/**
 * REST, as contract.md has it: resources and the records that they show. No logic lives here; every
 * call is one call of the crawler, and errors become RFC 9457 problem details in one place.
 *
 * <p>Invariants: every call needs the bearer token, or the cookie that a browser got for it, and
 * with the cookie a header that no other site can make it send; a node that is about to stop
 * refuses all calls before it looks at that. What was crawled is hostile: it is served so that no
 * browser runs it with our origin's rights. Exports and events are streamed; nothing here grows
 * with the size of a job.
 *
 * <p>The classes called {@code …Schemas} have the shapes of what goes in and out, for the API's
 * description alone; nobody makes one of these. They are no records, since Payara takes the
 * annotation on a record's accessor for one on a setter and then answers /openapi with 500.
 *
 * <p>Out of scope: the dashboard, and everything that Payara serves itself ({@code /health}, {@code
 * /metrics}, {@code /openapi}).
 */
@NullMarked
package dev.trawl.rest;

import org.jspecify.annotations.NullMarked;
