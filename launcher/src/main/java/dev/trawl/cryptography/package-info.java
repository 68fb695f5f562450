/**
 * Cryptography in native code for the application's server.
 *
 * <p>Runs inside the server, as an agent before its main class, in a jar of its own whose {@code
 * Class-Path} names the provider's jar. Java's own classes for TLS and digests are made for the
 * second compiler, which the server goes without (ADR 11, ADR 28).
 *
 * <p>What holds here: where the provider has no native code for the machine, or is not allowed to
 * load it, Java's own providers do the work, slower.
 */
@NullMarked
package dev.trawl.cryptography;

import org.jspecify.annotations.NullMarked;
