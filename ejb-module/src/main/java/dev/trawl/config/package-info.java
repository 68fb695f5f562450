/** One validated record of what the environment says. */
@NullMarked
package dev.trawl.config;

import org.jspecify.annotations.NullMarked;
