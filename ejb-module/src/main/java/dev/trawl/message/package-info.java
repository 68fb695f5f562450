/**
 * The wire contract: fetch tasks, fetch results, events, and the names of the addresses. Programs
 * in other languages read and write the same messages, so nothing here is Java-specific on the
 * wire: JSON texts, typed properties, and a result's body as bytes.
 *
 * <p>Invariants: this package and the message-driven beans are the only places that know
 * jakarta.jms. Sending is never part of a database transaction: work is sent after the commit that
 * it follows from, in a JMS transaction of its own where several messages belong together. Events
 * may be lost, and nothing depends on them; tasks and results may come twice, and everybody who
 * takes one is prepared for that.
 *
 * <p>Out of scope: what a message means to whoever takes it.
 */
@NullMarked
package dev.trawl.message;

import org.jspecify.annotations.NullMarked;
