/**
 * The way to PostgreSQL: the data source, the schema (owned by Flyway), and a thin hand on JDBC for
 * the set-based statements that entities would be too slow for.
 *
 * <p>Invariants: a connection is always the one of the transaction that is running, got from the
 * EntityManager, so that entities and set-based SQL commit together. A failure is told apart by its
 * SQLState, never by its text: {@link dev.trawl.database.Infrastructure} says whether the database
 * is away (try again) or the data is wrong (do not).
 *
 * <p>Out of scope: any table. The SQL of a feature lives in the feature's package.
 */
@NullMarked
package dev.trawl.database;

import org.jspecify.annotations.NullMarked;
