@NullMarked
package dev.trawl.parse;

import org.jspecify.annotations.NullMarked;
