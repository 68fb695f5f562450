/** What drives the product is tested without it. */
@NullMarked
package dev.trawl.stack;

import org.jspecify.annotations.NullMarked;
