@NullMarked
package dev.trawl.scope;

import org.jspecify.annotations.NullMarked;
