package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
  /** The header as it stands when the resource's turn comes. */
  private static Map<String, String> headers(String servletPath)
      throws IOException, ServletException {
    Map<String, String> set = new HashMap<>();
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("getServletPath");
                  return servletPath;
                });
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("setHeader");
                  set.put((String) arguments[0], (String) arguments[1]);
                  return null;
                });
    Map<String, String> seen = new HashMap<>();
    new SecurityHeaders()
        .doFilter(
            request,
            response,
            (passed, answered) -> {
              assertThat(passed).isSameAs(request);
              assertThat(answered).isSameAs(response);
              seen.putAll(set);
            });
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/app.js", "/app.css", "/apis", "/api.html"})
  void aPageMayLoadWhatIsOursAndNothingElse(String path) throws Exception {
    assertThat(headers(path))
        .containsEntry(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .containsEntry("Cache-Control", "no-cache")
        .containsKey("Permissions-Policy");
  }

  @Test
  void anAnswerOfTheApiIsNoPageAndIsNotKept() throws Exception {
    assertThat(headers("/api"))
        .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .containsEntry("Cache-Control", "no-store");
  }
}
