package dev.trawl.credential;

/**
 * A secret of one origin, sealed.
 *
 * @param origin {@code scheme://host[:port]}, without the scheme's default port
 * @param scheme how it is shown
 * @param sealed what only {@link CredentialKey#open} reads
 */
public record Credential(String origin, Scheme scheme, String sealed) {}
