package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.body.BodyStore;
import dev.trawl.config.FetchSettings;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.host.HostAddresses;
import dev.trawl.http.AllowedNetworks;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.HttpSettings;
import dev.trawl.http.Target;
import dev.trawl.http.Timeouts;
import dev.trawl.metrics.Gauge;
import dev.trawl.robots.Origin;
import dev.trawl.robots.RobotsFetcher;
import dev.trawl.robots.RobotsParser;
import dev.trawl.url.CrawlUrl;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This node's one HTTP client, and who asks for robots.txt with it; made at the start, so that a
 * wrong setting is seen then.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Clients {
  private static final int CONNECTIONS_PER_HOST = 64;

  /** Idle ones included, each of which costs some 20 KB, with HTTP/2 some 35 KB. */
  private static final int CONNECTIONS = 1_536;

  @EJB HostAddresses addresses;
  @Inject TrawlConfig config;
  @Inject BodyStore bodies;
  @Inject Event<Gauge> gauges;

  private final BackOff backOff = new BackOff("noting where a host answers from");
  private @Nullable GuardedHttpClient http;
  private @Nullable RobotsParser parser;
  private @Nullable RobotsFetcher robots;

  @PostConstruct
  void start() {
    HttpSettings settings =
        HttpSettings.of(config.userAgent(), allowedNetworks())
            .withConnections(CONNECTIONS_PER_HOST, config.connectionsPerAddress(), CONNECTIONS)
            .withTimeouts(timeouts(config.times()))
            .withProxies(config.proxies())
            .withHttp2(config.http2());
    GuardedHttpClient client = new GuardedHttpClient(settings, bodies, this::note);
    http = client;
    gauges.fire(
        new Gauge(
            "trawl_http_connections_in_use",
            "Connections on which a request is under way.",
            client::connectionsInUse));
    gauges.fire(
        new Gauge(
            "trawl_proxies_failing",
            "Proxies that did not do their work when they were last used.",
            () -> client.proxyTroubles().size()));
    RobotsParser reader = new RobotsParser(TrawlConfig.ROBOTS_TOKEN, config.maxCrawlDelay());
    parser = reader;
    robots = new RobotsFetcher(client, reader, Clients::redirect);
  }

  @PreDestroy
  void stop() {
    backOff.stop();
    http().close();
  }

  /** Whoever gives out work learns of it before the URL is back in its queue. */
  private void note(Target crowded, InetAddress address) {
    String origin = Origin.of(crowded).toString();
    backOff.untilDone(
        () -> addresses.note(origin, address.getHostAddress()), Infrastructure::isAway);
  }

  /** The client. */
  public GuardedHttpClient http() {
    return Optional.ofNullable(http).orElseThrow();
  }

  /** Who asks for robots.txt. */
  public RobotsFetcher robots() {
    return Optional.ofNullable(robots).orElseThrow();
  }

  /** Who reads it. */
  public RobotsParser robotsParser() {
    return Optional.ofNullable(parser).orElseThrow();
  }

  private static Timeouts timeouts(FetchSettings times) {
    return Timeouts.DEFAULT.with(
        times.connect(), times.firstByte(), times.answer(), times.lowestSpeed());
  }

  private AllowedNetworks allowedNetworks() {
    try {
      return AllowedNetworks.parse(config.allowedNetworks());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "TRAWL_ALLOWED_NETWORKS is a list of networks in CIDR form: " + e.getMessage(), e);
    }
  }

  /**
   * Where the answer of a target leads to by its {@code Location}; empty if nothing can be asked
   * for there.
   */
  static Optional<Target> redirect(Target from, String location) {
    String url = from.scheme() + "://" + from.host() + ":" + from.port() + from.requestTarget();
    return CrawlUrl.parse(url)
        .flatMap(parsed -> parsed.resolveField(location))
        .filter(to -> to.port() > 0)
        .map(Clients::target);
  }

  /** What is asked for: the URL exactly as it is. Its port is not 0. */
  static Target target(CrawlUrl url) {
    return new Target(url.scheme(), url.host(), url.port(), url.requestTarget());
  }
}
