/** Tests of the fault suite itself, and its short form on the running product. */
@NullMarked
package dev.trawl.faults;

import org.jspecify.annotations.NullMarked;
