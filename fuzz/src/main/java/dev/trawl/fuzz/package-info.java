/**
 * The fuzzing suite: which targets there are, and how the fuzzer is run over them. A target is a
 * class {@code …Fuzz} in the package of what it tests, so that it reaches what is visible there
 * only.
 *
 * <p>What every target does: it takes a byte array for what a server or another program has sent,
 * and throws where the product does not keep what it promises of any input. What a reader may throw
 * is what its documentation says; what it returns is within its limits, holds nothing that the
 * database refuses, and is the same when it is written and read again. How long an input may take
 * and how much memory it may need is limited by the process: five seconds, 512 MB of heap.
 *
 * <p>Inputs are readable where they can be: what comes before the content stands in lines, see
 * {@link dev.trawl.fuzz.Input}. So most of them can be written and understood by people.
 *
 * <p>The corpus is in {@code fuzz/corpus}, a folder a target: {@code seed-…} and {@code find-…}
 * were put there by hand, the others are what the fuzzer found that reaches more than these. An
 * ordinary test replays all of it in every build.
 */
@NullMarked
package dev.trawl.fuzz;

import org.jspecify.annotations.NullMarked;
