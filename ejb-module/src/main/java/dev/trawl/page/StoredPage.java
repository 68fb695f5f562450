package dev.trawl.page;

import java.util.Optional;
import java.util.UUID;

/** What an event tells of a page. */
record StoredPage(UUID id, String url, Optional<Integer> status, Optional<String> error) {}
