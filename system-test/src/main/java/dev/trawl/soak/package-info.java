/**
 * The soak: one crawl of a synthetic web of a million pages, measured all the while, in parts.
 *
 * <p>{@link dev.trawl.soak.Soak} keeps everything in one folder: the stack's data, the site's
 * counts, the samples and which job it is ({@link dev.trawl.soak.SoakState}). A part that ends
 * before the crawl pauses the job and stops the stack; the next part goes on. {@link
 * dev.trawl.soak.Sampler} asks every few seconds, {@link dev.trawl.soak.Tenths} makes the table of
 * it.
 */
@NullMarked
package dev.trawl.soak;

import org.jspecify.annotations.NullMarked;
