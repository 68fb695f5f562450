package dev.trawl.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Tells browsers what may be done with what they get from here: as little as possible. Resources
 * may say something else of their answers, as the one of crawled content does.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeaders implements Filter {
  private static final String API = "/api";
  private static final String POLICY = "Content-Security-Policy";
  private static final String CACHING = "Cache-Control";

  private static final Map<String, String> ALL =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin");

  /** Nothing from another host, no script or style in the page itself, nobody frames it. */
  private static final String PAGES_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          + "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> OF_PAGES =
      Map.of(
          POLICY,
          PAGES_POLICY,
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Permissions-Policy",
          "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
              + "microphone=(), midi=(), payment=(), usb=()",
          // Asked for again each time, by its ETag: a new version is seen at once.
          CACHING,
          "no-cache");

  private static final Map<String, String> OF_THE_API =
      Map.of(
          POLICY,
          "default-src 'none'; frame-ancestors 'none'",
          // A cache that others share would keep what came for a cookie (RFC 9111, section 3).
          CACHING,
          "no-store");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    ALL.forEach(answer::setHeader);
    boolean api = API.equals(((HttpServletRequest) request).getServletPath());
    (api ? OF_THE_API : OF_PAGES).forEach(answer::setHeader);
    chain.doFilter(request, response);
  }
}
