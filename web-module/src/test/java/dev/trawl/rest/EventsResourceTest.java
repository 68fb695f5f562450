package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.config.TrawlConfig;
import dev.trawl.job.Jobs;
import dev.trawl.message.EventNumbers;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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
            () -> resource.events("no-id", null, untouched(HttpHeaders.class)));
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

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  void aStreamThatCannotStartLeavesNobodyListening() {
    List<Listener> listening = new ArrayList<>();
    EventsResource resource = new EventsResource();
    resource.jobs = new OneJob();
    resource.config = TrawlConfig.of(Map.of());
    resource.hub = new Counted(listening);
    resource.admission = new Admission();
    resource.numbers =
        new EventNumbers() {
          @Override
          public List<Long> next(int count) {
            assertThat(listening).hasSize(1);
            throw new IllegalStateException("the database is away");
          }
        };
    assertThatThrownBy(
            () -> resource.events(OneJob.ID.toString(), null, answering(HttpHeaders.class)))
        .hasMessage("the database is away");
    assertThat(listening).isEmpty();
  }

  /** Tells who listens. */
  private static final class Counted extends EventHub {
    private final List<Listener> listening;

    Counted(List<Listener> listening) {
      this.listening = listening;
    }

    @Override
    synchronized Listener listen(UUID job, long after) {
      Listener listener = super.listen(job, after);
      listening.add(listener);
      return listener;
    }

    @Override
    synchronized void forget(Listener listener) {
      super.forget(listener);
      listening.remove(listener);
    }
  }

  /** Whose methods return nothing. */
  private static <T> T answering(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            EventsResourceTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> null));
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
