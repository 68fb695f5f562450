package dev.trawl.page;

import dev.trawl.message.HeaderLines;
import java.util.List;

/**
 * A page with what is shown only of one at a time.
 *
 * @param page as in lists
 * @param headers the answer's fields, in their order, but those that set cookies
 */
public record PageDetails(PageView page, List<HeaderLines.Field> headers) {}
