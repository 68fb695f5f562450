/** What the system tests stand on is tested too: a wrong ground truth would hide a wrong crawl. */
@NullMarked
package dev.trawl.site;

import org.jspecify.annotations.NullMarked;
