package dev.trawl.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.access.Session;
import dev.trawl.access.Sessions;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser gets to see of its session. */
@Timeout(60)
class SessionResourceTest {
  private static final String GOOD = "{\"token\": \"good\"}";
  private static final String COOKIE = "trawl_session=the-id; Path=/api; HttpOnly; SameSite=Strict";

  private final SessionResource resource = new SessionResource();
  private final List<String> ended = new ArrayList<>();

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  SessionResourceTest() {
    resource.sessions =
        new Sessions() {
          @Override
          public Optional<String> begin(String given) {
            return given.equals("good") ? Optional.of("the-id") : Optional.empty();
          }

          @Override
          public Optional<Session> use(String id) {
            return id.equals("the-id")
                ? Optional.of(new Session(Instant.EPOCH, Instant.EPOCH.plusSeconds(43_200)))
                : Optional.empty();
          }

          @Override
          public void end(String id) {
            ended.add(id);
          }
        };
  }

  private Response begin(String body, boolean secure, @Nullable String forwarded)
      throws IOException {
    return begin(new ByteArrayInputStream(body.getBytes(UTF_8)), secure, forwarded);
  }

  private Response begin(InputStream body, boolean secure, @Nullable String forwarded)
      throws IOException {
    SecurityContext context =
        (SecurityContext)
            Proxy.newProxyInstance(
                SessionResourceTest.class.getClassLoader(),
                new Class<?>[] {SecurityContext.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("isSecure");
                  return secure;
                });
    return resource.begin(body, context, forwarded);
  }

  /** What comes with a browser's call. */
  private static HttpHeaders with(@Nullable String cookies) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            SessionResourceTest.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getHeaderString");
              return arguments[0].equals("Cookie") ? cookies : null;
            });
  }

  private Response refused(String body) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> begin(body, false, null));
    assertThat(refused).as(body).isNotNull();
    return refused.getResponse();
  }

  @Test
  void whoSignsInGetsACookieThatNoScriptAndNoOtherSiteCanUse() throws IOException {
    Response response = begin(GOOD, false, null);
    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.getHeaderString("Set-Cookie")).isEqualTo(COOKIE);
    assertThat(begin("{\"token\": \" good\\n\"}", false, null).getStatus())
        .as("as it is in the file")
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "true,,true",
    "false,https,true",
    "false,HTTPS,true",
    "false,'https, http',true",
    "false,,false",
    "false,http,false",
    "false,'http, https',false",
    "false,'',false",
    "true,http,true"
  })
  void itIsSecureWhereTheBrowserCameByTls(boolean here, @Nullable String forwarded, boolean secure)
      throws IOException {
    assertThat(begin(GOOD, here, forwarded).getHeaderString("Set-Cookie"))
        .isEqualTo(secure ? COOKIE + "; Secure" : COOKIE);
  }

  @Test
  void whoHasAnotherTokenIsRefusedAndNothingOfItIsRepeated() {
    Response response = refused("{\"token\": \"another\"}");
    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer realm=\"trawl\"");
    assertThat(response.getHeaders()).doesNotContainKey("Set-Cookie");
    assertThat((String) response.getEntity()).doesNotContain("another");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                             | token",
        "{\"token\": null}              | token",
        "{\"token\": 7}                 | token",
        "{\"token\": \" \"}             | token",
        "{\"token\": [\"good\"]}        | token",
        "{\"token\": \"good\", \"b\": 1} | b",
        "[\"good\"]                     | body",
        "good                           | body",
        "~~                             | body"
      })
  void whatIsMissingOrWrongIsNamed(String body, String field) {
    Response response = refused(body);
    assertThat(response.getStatus()).isEqualTo(400);
    assertThat((String) response.getEntity()).contains("\"field\":\"" + field + "\"");
    assertThat((String) response.getEntity()).doesNotContain("good");
  }

  @Test
  void aStrangerCannotSendMuch() {
    assertThat(refused("{\"token\": \"" + "x".repeat(4_090) + "\"}").getStatus()).isEqualTo(413);
    assertThat(refused("[".repeat(4_000)).getStatus()).isEqualTo(400);
  }

  /** A body of which nothing comes before the test says so. */
  private static final class Slow extends FilterInputStream {
    private final CountDownLatch asked;
    private final CountDownLatch send;

    Slow(CountDownLatch asked, CountDownLatch send) {
      super(new ByteArrayInputStream(GOOD.getBytes(UTF_8)));
      this.asked = asked;
      this.send = send;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      asked.countDown();
      try {
        assertThat(send.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.read(bytes, offset, length);
    }
  }

  @Test
  void strangersWhoSendTheirTokenSlowlyHoldEightThreadsAtTheMost() throws Exception {
    ExecutorService strangers = Executors.newCachedThreadPool();
    CountDownLatch asked = new CountDownLatch(8);
    CountDownLatch send = new CountDownLatch(1);
    try {
      List<Future<Response>> slow = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        slow.add(strangers.submit(() -> begin(new Slow(asked, send), false, null)));
      }
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      Response refused = refused(GOOD);
      assertThat(refused.getStatus()).isEqualTo(503);
      assertThat(refused.getHeaders()).containsKey("Retry-After");
      send.countDown();
      for (Future<Response> one : slow) {
        assertThat(one.get(10, TimeUnit.SECONDS).getStatus()).isEqualTo(204);
      }
      assertThat(begin(GOOD, false, null).getStatus()).isEqualTo(204);
    } finally {
      send.countDown();
      strangers.shutdownNow();
      assertThat(strangers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSessionIsShownToItsBrowser() {
    JsonObject shown = resource.show(with("$Version=x; trawl_session=the-id"));
    assertThat(shown)
        .hasToString("{\"created\":\"1970-01-01T00:00:00Z\",\"expires\":\"1970-01-01T12:00:00Z\"}");
    for (String none : new String[] {"trawl_session=ended", "$Version=x", null}) {
      ProblemException refused =
          catchThrowableOfType(ProblemException.class, () -> resource.show(with(none)));
      assertThat(refused.getResponse().getStatus()).isEqualTo(401);
    }
  }

  @Test
  void whoSignsOutLosesTheCookieToo() {
    for (String cookies : new String[] {"trawl_session=the-id", "$Version=x", null}) {
      Response response = resource.end(with(cookies));
      assertThat(response.getStatus()).isEqualTo(204);
      assertThat(response.getHeaderString("Set-Cookie"))
          .isEqualTo("trawl_session=; Path=/api; HttpOnly; SameSite=Strict; Max-Age=0");
    }
    assertThat(ended).containsExactly("the-id");
  }
}
