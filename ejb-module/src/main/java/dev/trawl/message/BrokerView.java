package dev.trawl.message;

import dev.trawl.batch.Periodic;
import dev.trawl.message.BrokerStatus.Reach;
import dev.trawl.metrics.Gauge;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Looks at the broker's queues every two seconds, from a thread of its own and over a connection of
 * its own, so that nobody who wants to know waits for the broker. A broker that does not let us
 * look is asked once a minute; everything else works without.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BrokerView {
  private static final Logger LOG = System.getLogger(BrokerView.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Resource(lookup = ConnectionFactoryConfig.VIEW)
  ConnectionFactory factory;

  @Resource ManagedThreadFactory threads;
  @Inject Event<Gauge> gauges;

  private final Periodic looking = new Periodic(this::pause, this::lookAgain);
  private volatile BrokerStatus latest = BrokerStatus.unreached(Reach.UNKNOWN);

  @PostConstruct
  void start() {
    new BrokerGauges(this::latest).all().forEach(gauges::fire);
    looking.start(threads);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }

  /** The broker as it was some seconds ago. */
  public BrokerStatus latest() {
    return latest;
  }

  private void lookAgain() {
    BrokerStatus now = look();
    if (now.reach() == Reach.NOT_ALLOWED && latest.reach() != Reach.NOT_ALLOWED) {
      LOG.log(
          Level.INFO,
          "the broker does not let this account look at its queues; see security-settings in broker.xml");
    }
    latest = now;
  }

  private Duration pause() {
    return latest.reach() == Reach.NOT_ALLOWED ? AFTER_REFUSAL : EVERY;
  }

  private BrokerStatus look() {
    try (Connection connection = factory.createConnection()) {
      return BrokerAnswers.status(Management.ask(connection, BrokerAnswers.QUESTIONS, PATIENCE));
    } catch (JMSSecurityException e) {
      return BrokerStatus.unreached(Reach.NOT_ALLOWED);
    } catch (JMSException | JMSRuntimeException e) {
      LOG.log(Level.DEBUG, "the broker could not be asked", e);
      return BrokerStatus.unreached(Reach.AWAY);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the broker's answer about its queues was not understood", e);
      return BrokerStatus.unreached(Reach.NOT_ALLOWED);
    }
  }
}
