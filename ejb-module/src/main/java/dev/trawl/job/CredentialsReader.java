package dev.trawl.job;

import dev.trawl.credential.Credential;
import dev.trawl.credential.CredentialKey;
import dev.trawl.credential.Scheme;
import dev.trawl.url.CrawlUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the credentials of a job: as they are given, with secrets that are sealed at once, or as
 * they are kept. No message has a value of theirs in it.
 */
final class CredentialsReader {
  static final String CREDENTIALS = "credentials";
  static final String ORIGIN = "origin";
  static final String SCHEME = "scheme";
  static final String SEALED = "sealed";

  private static final int MOST = 100;
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String TOKEN = "token";
  private static final int LONGEST = 4_096;
  private static final int LONGEST_PASSWORD = 1_000;
  private static final int LONGEST_ORIGIN = 300;

  /** How both kinds are read. */
  @FunctionalInterface
  interface Reading {
    List<Credential> of(Fields fetch);
  }

  private CredentialsReader() {}

  /** As {@link JobRequestWriter} writes them. */
  static List<Credential> kept(Fields fetch) {
    return fetch.objects(CREDENTIALS, MOST, Set.of(ORIGIN, SCHEME, SEALED)).stream()
        .map(
            one ->
                new Credential(
                    one.text(ORIGIN, LONGEST_ORIGIN).orElse(""),
                    one.text(SCHEME, LONGEST).flatMap(Scheme::of).orElse(Scheme.BASIC),
                    one.text(SEALED, 4 * LONGEST).orElse("")))
        .toList();
  }

  /** As they come from outside. Without a key none can be taken. */
  static Reading given(Optional<CredentialKey> key) {
    return fetch -> {
      List<Fields> all =
          fetch.objects(CREDENTIALS, MOST, Set.of(ORIGIN, USERNAME, PASSWORD, TOKEN));
      if (!all.isEmpty() && key.isEmpty()) {
        fetch.wrong(
            CREDENTIALS, "cannot be kept, since " + CredentialKey.VARIABLE + " is not set here");
        return List.of();
      }
      List<Credential> sealed = new ArrayList<>();
      Set<String> origins = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        Fields one = all.get(i);
        Optional<String> origin = origin(one);
        if (origin.isPresent() && !origins.add(origin.get())) {
          one.wrong(ORIGIN, "has a credential already");
        }
        if (isOfOneKind(one)) {
          seal(one, origin.orElse(""), key.orElseThrow()).ifPresent(sealed::add);
        } else {
          fetch.wrong(
              CREDENTIALS + "[" + i + "]", "must have username and password, or else token");
        }
      }
      return sealed;
    };
  }

  private static Optional<String> origin(Fields one) {
    Optional<String> origin =
        one.text(ORIGIN, LONGEST_ORIGIN)
            .flatMap(CrawlUrl::parse)
            .filter(url -> url.requestTarget().equals("/") && !url.hasCredentials())
            .map(CrawlUrl::origin);
    if (origin.isEmpty()) {
      one.wrong(ORIGIN, "must be scheme, name and port alone, as https://example.org");
    }
    return origin;
  }

  private static boolean isOfOneKind(Fields one) {
    return one.isEmpty(USERNAME) == one.isEmpty(PASSWORD)
        && one.isEmpty(USERNAME) != one.isEmpty(TOKEN);
  }

  private static Optional<Credential> seal(Fields one, String origin, CredentialKey key) {
    Optional<String> username = one.text(USERNAME, LONGEST_PASSWORD);
    Optional<String> password = one.text(PASSWORD, LONGEST_PASSWORD);
    Optional<String> token = one.text(TOKEN, LONGEST);
    username
        .filter(name -> name.indexOf(':') >= 0 || hasControls(name))
        .ifPresent(name -> one.wrong(USERNAME, "must not have a colon or control characters"));
    password
        .filter(CredentialsReader::hasControls)
        .ifPresent(secret -> one.wrong(PASSWORD, "must not have control characters"));
    token
        .filter(secret -> !isVisible(secret))
        .ifPresent(secret -> one.wrong(TOKEN, "must be visible ASCII characters"));
    return token
        .map(secret -> key.bearer(origin, secret))
        .or(
            () ->
                username.flatMap(name -> password.map(secret -> key.basic(origin, name, secret))));
  }

  /** RFC 7617 section 2. */
  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static boolean isVisible(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
