package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.config.TrawlConfig;
import dev.trawl.job.Jobs;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has events to tell. */
class EventsResourceTest {
  /** The answer to whoever asks for events of a job that does not exist. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private static Response refusal(String roles) {
    EventsResource resource = new EventsResource();
    resource.jobs = new Jobs();
    resource.config = TrawlConfig.of(Map.of("TRAWL_ROLES", roles));
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                resource.events(
                    "no-id",
                    null,
                    untouched(SseEventSink.class),
                    untouched(Sse.class),
                    untouched(HttpServletResponse.class)));
    assertThat(refused).as(roles).isNotNull();
    return refused.getResponse();
  }

  private static <T> T untouched(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            EventsResourceTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "process", "fetch,process"})
  void aNodeThatHearsNoEventsSaysSoAtOnce(String roles) {
    Response response = refusal(roles);
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat((String) response.getEntity()).contains("role api");
    assertThat(response.getHeaders()).containsKey("Retry-After");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "api,fetch,process"})
  void oneWithTheRoleApiLooksForTheJob(String roles) {
    assertThat(refusal(roles).getStatus()).isEqualTo(404);
  }
}
