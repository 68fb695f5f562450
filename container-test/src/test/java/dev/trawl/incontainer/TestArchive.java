package dev.trawl.incontainer;

import dev.trawl.stack.Wait;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that is shipped, with the tests' own classes added. */
final class TestArchive {
  private TestArchive() {}

  static WebArchive create() {
    Path shipped = Path.of(System.getProperty("trawl.root", "."), "web-module/target/trawl.war");
    return ShrinkWrap.createFromZipFile(WebArchive.class, shipped.toFile())
        .addClasses(
            AcceptingConsumer.class,
            RefusingConsumer.class,
            Deliveries.class,
            Deliveries.Delivery.class,
            TestAddresses.class,
            BrokerConsole.class,
            Environment.class,
            Database.class,
            Messages.class,
            Messages.Subscription.class,
            Transactions.class,
            Wait.class,
            Wait.BooleanCondition.class)
        .addAsLibraries(jarOf(Assertions.class))
        .addAsLibraries(jarOf(net.bytebuddy.ByteBuddy.class));
  }

  private static java.io.File jarOf(Class<?> type) {
    return Path.of(
            java.net.URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toFile();
  }
}
