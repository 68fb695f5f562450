/** Tests of the soak's own figures. */
@NullMarked
package dev.trawl.soak;

import org.jspecify.annotations.NullMarked;
