package dev.trawl.database;

import java.util.List;
import java.util.Optional;

/**
 * What came of looking at a part of a long list.
 *
 * @param items what was wanted; it may be few or none, and more of it be further on
 * @param next where to go on; empty only if the list has nothing further on
 */
public record Part<T>(List<T> items, Optional<Long> next) {}
