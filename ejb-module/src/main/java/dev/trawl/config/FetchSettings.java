package dev.trawl.config;

import java.time.Duration;

/**
 * How long a request may take where its job does not say.
 *
 * @param connect for each address that is tried, and for the TLS handshake
 * @param firstByte silence before the answer begins
 * @param answer from the start to the last byte
 * @param lowestSpeed bytes a second of an answer that began, over 15 s; 0 for any
 */
public record FetchSettings(
    Duration connect, Duration firstByte, Duration answer, int lowestSpeed) {}
