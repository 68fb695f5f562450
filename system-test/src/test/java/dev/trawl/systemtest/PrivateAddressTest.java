package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shared stack may fetch from 127.0.0.0/8, and from no other private network. */
@ExtendWith(SharedStack.class)
class PrivateAddressTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String METADATA_SERVICE = "http://169.254.169.254/latest/";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "http://10.1.2.3/, 10.",
        "http://192.168.7.7:8080/, 192.168.",
        "http://172.16.0.1/, 172.16.",
        "http://169.254.169.254/latest/, 169.254.",
        "http://[::1]:9/, ::1",
        "http://[fd00::1]/, fd00",
        "http://0.0.0.0:9/, 0.0.0.0",
      })
  void aPrivateAddressIsRefusedWithTheVariableAndTheNetworkToAdd(
      String url, String network, Api api) {
    String id = api.crawl(JobRequest.of(url), LIMIT).getString("id");
    assertRefused(new Crawled(api.export(id)).line(url), network);
  }

  @Test
  void anAddressInAnotherNotationIsTheSameAddress(Api api) {
    String id = api.crawl(JobRequest.of("http://0xa010203/"), LIMIT).getString("id");
    assertRefused(new Crawled(api.export(id)).line("http://10.1.2.3/"), "10.");
  }

  @Test
  void aRedirectOpensNoWayIn(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(1, 1, 2, 1))) {
      web.with("/in", Answer.Reply.of(302, Map.of("Location", METADATA_SERVICE), new byte[0]));
      String id = api.crawl(JobRequest.of(web.url("/in")).within("any"), LIMIT).getString("id");
      assertRefused(new Crawled(api.export(id)).line(METADATA_SERVICE), "169.254.");
    }
  }

  private static void assertRefused(JsonObject line, String network) {
    assertThat(line.isNull("status")).isTrue();
    assertThat(line.getString("error")).isEqualTo("address-refused");
    assertThat(line.getString("detail"))
        .contains("TRAWL_ALLOWED_NETWORKS")
        .contains(network)
        .containsPattern("[0-9a-f.:]+/[0-9]+");
  }
}
