/**
 * Who may use the API: whoever knows the administrator's token.
 *
 * <p>The token is given by TRAWL_ADMIN_TOKEN, or generated once for each database: then the first
 * node writes it into {@code admin.token} in its data folder, readable by its owner alone, and the
 * database keeps its SHA-256 digest, so that other nodes know it too and nobody can read it there.
 *
 * <p>Invariants: the token is never logged; comparison takes the same time wherever it fails.
 *
 * <p>Out of scope: users and rights. There is one administrator.
 */
@NullMarked
package dev.trawl.access;

import org.jspecify.annotations.NullMarked;
