/**
 * The dashboard as a reader's browser shows it: Debian's Chromium without a window, driven by
 * Playwright. For the tests and for the benchmark.
 *
 * <p>Playwright's objects belong to the thread that made them; so does all that is here.
 */
@NullMarked
package dev.trawl.browser;

import org.jspecify.annotations.NullMarked;
