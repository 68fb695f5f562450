@NullMarked
package dev.trawl.url;

import org.jspecify.annotations.NullMarked;
