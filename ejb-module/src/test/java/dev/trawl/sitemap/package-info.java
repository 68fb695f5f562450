@NullMarked
package dev.trawl.sitemap;

import org.jspecify.annotations.NullMarked;
