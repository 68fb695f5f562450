package dev.trawl.message;

import jakarta.enterprise.context.Dependent;
import jakarta.jms.JMSConnectionFactoryDefinition;

/** The connection factory that we send through; where the broker is, the resource adapter knows. */
@JMSConnectionFactoryDefinition(
    name = ConnectionFactoryConfig.NAME,
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "artemis-ra",
    user = "${ENV=TRAWL_BROKER_USER}",
    password = "${ENV=TRAWL_BROKER_PASSWORD}",
    minPoolSize = 0,
    maxPoolSize = 16)
@Dependent
class ConnectionFactoryConfig {
  static final String NAME = "java:app/jms/trawl";
}
