package dev.trawl.page;

import dev.trawl.body.Body;

/**
 * An answer's body, as it is kept.
 *
 * @param stored as it came, and as it is kept
 * @param gzip whether that is compressed
 * @param length bytes when decoded
 * @param sha256 of the decoded bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record PageBody(Body stored, boolean gzip, long length, byte[] sha256) {}
