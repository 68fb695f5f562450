package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactTest {
  @Test
  void publicHostsWithoutAContactAddressAreWarnedOf() {
    assertThat(Contact.missing(List.of("https://eclipse.org/"), Map.of()))
        .hasValueSatisfying(note -> assertThat(note).contains("TRAWL_USER_AGENT"));
  }

  @Test
  void aContactAddressIsEnough() {
    Map<String, String> environment = Map.of("TRAWL_USER_AGENT", "x (+https://example.org/)");
    assertThat(Contact.missing(List.of("https://eclipse.org/"), environment)).isEmpty();
  }

  @Test
  void hostsOfOnesOwnNeedNone() {
    List<String> own =
        List.of(
            "http://127.0.0.1:8000/",
            "http://localhost/",
            "http://wiki.internal/",
            "http://[::1]/");
    assertThat(Contact.missing(own, Map.of())).isEmpty();
  }
}
