/**
 * Tests inside the container, where the container is what is tested: when a message counts as
 * taken, which transactions belong together, what the JPA provider makes of the entities.
 *
 * <p>Arquillian starts Payara Micro with the WAR that is shipped, the tests' classes added, and the
 * resource adapter that is shipped beside it. Broker and database are real: {@code ./trawl up} has
 * started them on free ports ({@link dev.trawl.incontainer.RunningStack}). The container starts
 * once for each test class, so there is one; what it needs is in small classes around it. Its tests
 * run in the container, but for those of programs outside ({@code @RunAsClient}).
 *
 * <p>Out of scope: what the running product shows from outside; that is system-test's.
 */
@NullMarked
package dev.trawl.incontainer;

import org.jspecify.annotations.NullMarked;
