/**
 * Kills the live one of two brokers, many times, and looks whether anything is lost.
 *
 * <p>Run by hand, as it takes a quarter of a minute a kill; the results are in ADR 0015. A short
 * form is among the system tests.
 */
@NullMarked
package dev.trawl.pair;

import org.jspecify.annotations.NullMarked;
