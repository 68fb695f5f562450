package dev.trawl.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How text is taken from documents.
 *
 * @param folder with the extractor's jars
 * @param heap of each of its processes, as Java's {@code -Xmx} takes it
 * @param limit the longest time that a document takes
 */
public record ExtractorSettings(Path folder, String heap, Duration limit) {}
