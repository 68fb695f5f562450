/**
 * Secrets by which a job's requests are let in at one origin: sealed as soon as they are read, and
 * opened just before a request of that origin.
 *
 * <p>What is sealed is the value of the Authorization field, by AES-256-GCM with a nonce of its
 * own, and with the origin as additional data: so a sealed value cannot be opened for another
 * origin, whoever copies it there. The key is the cluster's, {@code TRAWL_CREDENTIALS_KEY}.
 *
 * <p>Invariants: nothing here prints a secret, and no exception has one in its message.
 *
 * <p>Out of scope: where sealed values are kept (package job) and when they are opened (package
 * fetch).
 */
@NullMarked
package dev.trawl.credential;

import org.jspecify.annotations.NullMarked;
