package dev.trawl.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;

/** The Artemis adapter, set up from the environment each time it is started. */
public final class TrawlResourceAdapter extends ActiveMQResourceAdapter {

  private static final System.Logger LOG = System.getLogger(TrawlResourceAdapter.class.getName());

  /**
   * How long an answer of the broker is waited for. This bounds a fail-over too: a client that lost
   * its connection tries the same broker again at once, gets through to one that is just being
   * killed, and notices that only by this time.
   */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** How long a sender waits while a connection is sought; then it is told that there is none. */
  private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(10);

  /** A broker that lost a node gives its messages to others after this time. */
  private static final Duration CONNECTION_TTL = Duration.ofSeconds(10);

  private static final Duration CHECK_PERIOD = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
  private static final int FOR_EVER = -1;
  private static final int UNBOUNDED = -1;

  /**
   * Of a sender, who rather fails than waits; consumers are set up again and again by the adapter.
   */
  private static final int CONNECT_ATTEMPTS = 3;

  /**
   * In bytes. A message with a streamed body is refused for properties that take as much: those of
   * a result may take some 150 KB.
   */
  private static final int LARGE_MESSAGE = 200 * 1024;

  private Set<Role> roles = EnumSet.allOf(Role.class);
  private int fetchers;
  private boolean extracts;

  /**
   * @throws ResourceAdapterInternalException if a variable is wrong; the message names it
   */
  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      configure(BrokerSettings.of(System.getenv()));
    } catch (IllegalArgumentException e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    }
    super.start(context);
  }

  /** A consumer of a role that this node lacks stays silent, and one that lacks its tools. */
  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (consumes(spec)) {
      setSessions(spec);
      super.endpointActivation(factory, spec);
    } else {
      LOG.log(
          System.Logger.Level.INFO,
          "Roles {0}, {1} extractor: not consuming {2}",
          roles,
          extracts ? "with" : "without",
          destination(spec));
    }
  }

  /** No more sessions take fetch tasks than are fetched at once. */
  void setSessions(ActivationSpec spec) {
    if (spec instanceof ActiveMQActivationSpec ours && destination(spec).equals("trawl.fetch")) {
      ours.setMaxSession(Math.min(ours.getMaxSession(), fetchers));
    }
  }

  boolean consumes(ActivationSpec spec) {
    String destination = destination(spec);
    return Role.consuming(destination).map(roles::contains).orElse(true)
        && (extracts || !destination.equals(Role.DOCUMENTS));
  }

  void configure(BrokerSettings settings) {
    roles = settings.roles();
    fetchers = settings.fetchers();
    extracts = settings.extracts();
    setConnectorClassName(settings.connectorClasses(NettyConnectorFactory.class.getName()));
    setConnectionParameters(settings.connectionParameters());
    setHA(settings.failsOver());
    settings.user().ifPresent(this::setUserName);
    settings.password().ifPresent(this::setPassword);
    bePatient();
    // The pool shared by all of a client's sessions has 8 threads a core, and each consumer needs
    // one while it works.
    setUseGlobalPools(false);
    setThreadPoolMaxSize(UNBOUNDED);
    setMinLargeMessageSize(LARGE_MESSAGE);
    setIgnoreJTA(true);
    // Without XA there is nothing to recover.
    setUseAutoRecovery(false);
  }

  private void bePatient() {
    setReconnectAttempts(FOR_EVER);
    setInitialConnectAttempts(CONNECT_ATTEMPTS);
    setRetryInterval(FIRST_RETRY.toMillis());
    setRetryIntervalMultiplier(1.5);
    setMaxRetryInterval(LONGEST_RETRY.toMillis());
    setCallTimeout(CALL_TIMEOUT.toMillis());
    setCallFailoverTimeout(FAILOVER_TIMEOUT.toMillis());
    setConnectionTTL(CONNECTION_TTL.toMillis());
    setClientFailureCheckPeriod(CHECK_PERIOD.toMillis());
    setSetupAttempts(FOR_EVER);
    setSetupInterval(FIRST_RETRY.toMillis());
  }

  private static String destination(ActivationSpec spec) {
    return spec instanceof ActiveMQActivationSpec ours && ours.getDestination() != null
        ? ours.getDestination()
        : "";
  }
}
