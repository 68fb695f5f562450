package dev.trawl.message;

import jakarta.ejb.Singleton;
import jakarta.jms.JMSConnectionFactoryDefinition;

/**
 * The connection factory that we send through; where the broker is, the resource adapter knows. Not
 * transactional, so that a session never joins the container's transaction: the adapter's IgnoreJTA
 * does not keep the server from enlisting it.
 *
 * <p>The second one is for looking at the broker, so that senders and lookers never wait for each
 * other's connections.
 *
 * <p>A session bean, though nobody calls it: in an EAR the server overlooks definitions on other
 * classes.
 */
@JMSConnectionFactoryDefinition(
    name = ConnectionFactoryConfig.NAME,
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "artemis-ra",
    user = "${ENV=TRAWL_BROKER_USER}",
    password = "${ENV=TRAWL_BROKER_PASSWORD}",
    transactional = false,
    minPoolSize = 0,
    maxPoolSize = 16)
@JMSConnectionFactoryDefinition(
    name = ConnectionFactoryConfig.VIEW,
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "artemis-ra",
    user = "${ENV=TRAWL_BROKER_USER}",
    password = "${ENV=TRAWL_BROKER_PASSWORD}",
    transactional = false,
    minPoolSize = 0,
    maxPoolSize = 2)
@Singleton
public class ConnectionFactoryConfig {
  static final String NAME = "java:app/jms/trawl";
  static final String VIEW = "java:app/jms/trawl-view";
}
