package dev.trawl.rest;

import static dev.trawl.rest.Answering.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.access.AdminToken;
import dev.trawl.access.Session;
import dev.trawl.access.Sessions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, with what; which tokens and sessions are good is the crawler's. */
@Timeout(60)
class TokenFilterTest {
  private static final Map<String, String> NOTHING = Map.of();
  private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer good");
  private static final Map<String, String> WRONG = Map.of("Authorization", "Bearer wrong");
  private static final Map<String, String> OURS = Map.of("X-Requested-By", "trawl");

  private final TokenFilter filter = new TokenFilter();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch lookedFor = new CountDownLatch(4);
  private final CountDownLatch answer = new CountDownLatch(1);

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  TokenFilterTest() {
    filter.token =
        new AdminToken() {
          @Override
          public boolean matches(String token) {
            return token.equals("good");
          }
        };
    filter.sessions =
        new Sessions() {
          @Override
          public Optional<Session> use(String id) {
            if (id.equals("slow")) {
              awaitAnswer();
            }
            return id.equals("good")
                ? Optional.of(new Session(Instant.EPOCH, Instant.EPOCH))
                : Optional.empty();
          }
        };
  }

  @AfterEach
  void stop() throws InterruptedException {
    answer.countDown();
    callers.shutdownNow();
    assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /** A database that takes its time. */
  private void awaitAnswer() {
    lookedFor.countDown();
    try {
      assertThat(answer.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a call that is refused; empty if it is let in. */
  private Optional<Response> refusal(
      String method, String path, Map<String, String> fields, @Nullable String session)
      throws IOException {
    return refusalOf(method, path, fields, session == null ? null : "trawl_session=" + session);
  }

  /** The same, with all that is in the field Cookie. */
  private Optional<Response> refusalOf(
      String method, String path, Map<String, String> fields, @Nullable String cookies)
      throws IOException {
    List<Response> refused = new ArrayList<>();
    filter.filter(
        answering(
            ContainerRequestContext.class,
            (name, arguments) ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getHeaderString" ->
                      arguments[0].equals("Cookie") ? cookies : fields.get((String) arguments[0]);
                  case "getUriInfo" ->
                      answering(
                          UriInfo.class,
                          (of, decoded) -> of.equals("getPath") ? path : unexpected(of));
                  case "abortWith" -> refused.add((Response) arguments[0]);
                  default -> unexpected(name);
                }));
    return refused.stream().findFirst();
  }

  private static Object unexpected(String method) {
    throw new UnsupportedOperationException(method);
  }

  private int status(
      String method, String path, Map<String, String> fields, @Nullable String session)
      throws IOException {
    return refusal(method, path, fields, session).map(Response::getStatus).orElse(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"})
  void theTokenLetsInWhateverIsCalled(String method) throws IOException {
    assertThat(status(method, "jobs", TOKEN, null)).isEqualTo(200);
    assertThat(status(method, "jobs", WRONG, null)).isEqualTo(401);
    assertThat(status(method, "jobs", NOTHING, null)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,200",
    "HEAD,200",
    "POST,403",
    "PATCH,403",
    "PUT,403",
    "DELETE,403",
    "OPTIONS,403"
  })
  void aSessionLetsInWhatOnlyLooks(String method, int status) throws IOException {
    assertThat(status(method, "jobs", NOTHING, "good")).isEqualTo(status);
    assertThat(status(method, "jobs", OURS, "good")).isEqualTo(200);
    assertThat(status(method, "jobs", Map.of("X-Requested-By", "else"), "good")).isEqualTo(status);
    assertThat(status(method, "jobs", OURS, "ended")).isEqualTo(401);
    assertThat(status(method, "jobs", OURS, null)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "trawl_session=good                     | 200",
        "a=b; trawl_session=good; c=d           | 200",
        "$Version=x; trawl_session=good         | 200",
        "a=\"b; trawl_session=good              | 200",
        "=; ;;trawl_session=good                | 200",
        "a=b,trawl_session=good                 | 200",
        "trawl_session=good; trawl_session=else | 200",
        "$Version=x                             | 401",
        "$Version=99999999999; $Path            | 401",
        "trawl_session                          | 401",
        "trawl_session=                         | 401",
        "x_trawl_session=good                   | 401",
        "a=trawl_session=good                   | 401",
        ";,=                                    | 401",
        "~~                                     | 401",
      })
  void aCookieThatCannotBeReadIsNone(String cookies, int status) throws IOException {
    assertThat(refusalOf("GET", "jobs", NOTHING, cookies).map(Response::getStatus).orElse(200))
        .isEqualTo(status);
  }

  @Test
  void aTokenThatIsWrongIsNotMadeGoodByASession() throws IOException {
    assertThat(status("GET", "jobs", WRONG, "good")).isEqualTo(401);
    assertThat(status("POST", "jobs", TOKEN, "ended")).isEqualTo(200);
  }

  @Test
  void whatAProxyWantedToKnowIsNotForUs() throws IOException {
    Map<String, String> basic = Map.of("Authorization", "Basic Z29vZDpnb29k");
    assertThat(status("GET", "jobs", basic, "good")).isEqualTo(200);
    assertThat(status("GET", "jobs", basic, null)).isEqualTo(401);
  }

  @Test
  void toSignInIsForEverybody() throws IOException {
    assertThat(status("POST", "session", NOTHING, null)).isEqualTo(200);
    assertThat(status("POST", "session", NOTHING, "ended")).isEqualTo(200);
    assertThat(status("POST", "session", WRONG, null)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,session", "DELETE,session", "PUT,session", "post,session", "POST,session/",
        "POST,/session",
    "POST,session;a=b", "POST,%73ession", "POST,sessions", "POST,jobs", "POST,jobs/session",
        "POST,''"
  })
  void andNothingElseIs(String method, String path) throws IOException {
    assertThat(status(method, path, NOTHING, null)).isEqualTo(401);
  }

  @Test
  void notMoreThanFourSessionsAreLookedForAtATime() throws Exception {
    List<Future<Integer>> slow = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      slow.add(callers.submit(() -> status("GET", "jobs", NOTHING, "slow")));
    }
    assertThat(lookedFor.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> status("GET", "jobs", NOTHING, "good"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(503));
    assertThat(status("GET", "jobs", TOKEN, null)).as("the token needs no look").isEqualTo(200);
    answer.countDown();
    for (Future<Integer> one : slow) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(401);
    }
    assertThat(status("GET", "jobs", NOTHING, "good")).isEqualTo(200);
  }

  @Test
  void whoIsRefusedIsToldHowToComeIn() throws IOException {
    Response refused = refusal("GET", "jobs", NOTHING, null).orElseThrow();
    assertThat(refused.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer realm=\"trawl\"");
    assertThat(refused.getMediaType()).hasToString("application/problem+json");
    assertThat((String) refused.getEntity()).contains("Authorization: Bearer TOKEN");
    assertThat((String) refusal("GET", "jobs", NOTHING, "ended").orElseThrow().getEntity())
        .contains("sign in again");
    assertThat((String) refusal("POST", "jobs", NOTHING, "good").orElseThrow().getEntity())
        .contains("X-Requested-By: trawl");
  }
}
