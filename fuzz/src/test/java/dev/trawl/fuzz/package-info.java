@NullMarked
package dev.trawl.fuzz;

import org.jspecify.annotations.NullMarked;
