/**
 * Black-box tests on the running product: {@code ./trawl}, REST and the database, and real sites on
 * loopback.
 *
 * <p>Most tests share one stack, started when the first of them asks for it ({@link
 * dev.trawl.systemtest.SharedStack}); each crawls a site of its own, so that their order does not
 * matter. Tests that kill parts or change the configuration start a stack for themselves. Every
 * wait has a limit.
 */
@NullMarked
package dev.trawl.systemtest;

import org.jspecify.annotations.NullMarked;
