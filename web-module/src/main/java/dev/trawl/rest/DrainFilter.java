package dev.trawl.rest;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Counts the calls in work, and refuses new ones once the node is being drained, so that whoever
 * stands in front asks another node.
 *
 * <p>It stands before everything else, the token included, and asks no other bean: while the server
 * stops, these go away one after the other, and a call that got so far would fail as an error of
 * ours. That a node drains is no secret, its readiness tells it too. Streams of events are not
 * counted, they are ended.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class DrainFilter implements Filter {
  private static final Pattern DRAIN = Pattern.compile("/nodes/.+/drain");
  private static final int SOON_SECONDS = 1;
  private static final byte[] REFUSAL =
      Problem.json(
              Response.Status.SERVICE_UNAVAILABLE,
              "This node is about to stop; try again, on another one")
          .build()
          .toString()
          .getBytes(StandardCharsets.UTF_8);

  @Inject Drain drain;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (asksForDraining((HttpServletRequest) request)) {
      chain.doFilter(request, response);
    } else if (drain.enter()) {
      try {
        chain.doFilter(request, response);
      } finally {
        drain.leave();
      }
    } else {
      refuse((HttpServletResponse) response);
    }
  }

  /** It must be heard again by a node that drains already, and does not wait for itself. */
  private static boolean asksForDraining(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null && DRAIN.matcher(path).matches();
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(Response.Status.SERVICE_UNAVAILABLE.getStatusCode());
    response.setIntHeader(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
    response.setHeader("Connection", "close");
    response.setContentType(Problem.TYPE);
    response.getOutputStream().write(REFUSAL);
  }
}
