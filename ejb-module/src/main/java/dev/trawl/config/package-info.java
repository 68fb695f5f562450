/**
 * One validated record of what the environment says, made once when the application starts and
 * injected where it is needed. Every variable is described in docs/configuration.md; a wrong value
 * stops the deployment with a sentence that names the variable, before anything is connected or
 * listened to.
 *
 * <p>Out of scope: what the server itself needs before the application exists (its port, its
 * address), which the launcher or the administrator gives to it, and the resource adapter's broker
 * address, which the adapter reads itself.
 */
@NullMarked
package dev.trawl.config;

import org.jspecify.annotations.NullMarked;
