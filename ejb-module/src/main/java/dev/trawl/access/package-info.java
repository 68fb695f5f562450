/**
 * Who may use the API: whoever knows the administrator's token, and a browser in which it was
 * given.
 *
 * <p>The token is given by TRAWL_ADMIN_TOKEN, or generated once for each database: then the first
 * node writes it into {@code admin.token} in its data folder, readable by its owner alone, and the
 * database keeps its SHA-256 digest, so that other nodes know it too and nobody can read it there.
 *
 * <p>A browser gets a session for it: 256 random bits, which the database knows by their SHA-256
 * digest alone, with a second digest that binds them to the token. So every node knows every
 * session, nobody can read one there, and a changed token ends all of them.
 *
 * <p>Invariants: neither token nor session is logged; comparison takes the same time wherever it
 * fails.
 *
 * <p>Out of scope: users and rights (there is one administrator); cookies, and what may come with
 * one (package rest).
 */
@NullMarked
package dev.trawl.access;

import org.jspecify.annotations.NullMarked;
