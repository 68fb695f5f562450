package dev.trawl.incontainer;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/**
 * Broker and database of a stack of our own, and a small web to crawl. The application that came
 * with the stack is stopped: the container takes its place, with the same files and variables.
 */
public final class RunningStack {
  private static final Path ROOT = Path.of(System.getProperty("trawl.root", "."));
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /** Neither of the two servers runs long enough for more. */
  private static final String QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Duration STOP = Duration.ofSeconds(30);

  private Optional<Trawl> stack = Optional.empty();
  private Optional<SyntheticWeb> web = Optional.empty();

  /** Before the container reads its configuration. */
  public void start(@Observes(precedence = 100) BeforeSuite event) {
    make(TEMPORARY);
    Trawl trawl = Trawl.fresh(Map.of("TRAWL_JAVA_OPTS", QUICK_START));
    SyntheticWeb site = SyntheticWeb.serve(new SyntheticWeb.Shape(12, 1, 4, 3));
    stack = Optional.of(trawl);
    web = Optional.of(site);
    try {
      trawl.up().orThrow();
      trawl.kill9(Part.APPLICATION);
      Environment.set(environment(trawl, site));
      TestAddresses.create();
      configure(trawl.data().resolve("application"));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** After the container was told to stop. */
  public void stop(@Observes(precedence = -100) AfterSuite event) {
    close();
  }

  private void close() {
    try {
      // The adapter does not wait for the container that it ends.
      List<ProcessHandle> containers = ProcessHandle.current().children().toList();
      Wait.until(
          "the container has stopped",
          STOP,
          () -> containers.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      web.ifPresent(SyntheticWeb::close);
      stack.ifPresent(Trawl::close);
      remove(TEMPORARY);
    }
  }

  /** What the launcher gives to the application, and what the tests want to know. */
  private static Map<String, String> environment(Trawl trawl, SyntheticWeb site) {
    return Map.ofEntries(
        Map.entry("TRAWL_DATA", trawl.data().toString()),
        Map.entry("TRAWL_ALLOWED_NETWORKS", Trawl.LOOPBACK_NETWORK),
        Map.entry(
            "TRAWL_DB_URL",
            "jdbc:postgresql://127.0.0.1:" + trawl.port("TRAWL_DB_PORT") + "/trawl"),
        Map.entry("TRAWL_DB_USER", "trawl"),
        Map.entry("TRAWL_DB_PASSWORD", secret(trawl, "database")),
        Map.entry("TRAWL_BROKER_URL", "tcp://127.0.0.1:" + trawl.port("TRAWL_BROKER_PORT")),
        Map.entry("TRAWL_BROKER_USER", "trawl"),
        Map.entry("TRAWL_BROKER_PASSWORD", secret(trawl, "broker")),
        Map.entry("TEST_CONSOLE", "http://127.0.0.1:" + trawl.port("TRAWL_CONSOLE_PORT")),
        Map.entry("TEST_CONSOLE_PASSWORD", secret(trawl, "console")),
        Map.entry("TEST_SITE", site.start()),
        Map.entry("TEST_SITE_PAGES", Integer.toString(site.truth().pages().size())));
  }

  /** Options of the adapter (payara-micro-managed), which reads them from system properties. */
  private static void configure(Path application) {
    Path adapter = ROOT.resolve("artemis-config/target/artemis-ra.rar");
    Path afterBoot = application.resolve("postboot.txt");
    write(afterBoot, "deploy --name artemis-ra " + adapter.toAbsolutePath() + "\n");
    System.setProperty(
        "payara.microJar", ROOT.resolve("launcher/target/parts/payara-micro.jar").toString());
    // Its own switch against clusters does not work; --nohazelcast does.
    System.setProperty("payara.clusterEnabled", "true");
    System.setProperty("payara.startupTimeoutInSeconds", "90");
    System.setProperty(
        "payara.cmdOptions",
        QUICK_START
            + " -Xmx512m -Xbootclasspath/a:"
            + ROOT.resolve("launcher/target/launcher-logging.jar").toAbsolutePath()
            + " -Djava.io.tmpdir="
            + application.resolve("tmp"));
    System.setProperty(
        "payara.extraMicroOptions",
        String.join(
            " ",
            "--nohazelcast",
            "--disablephonehome",
            "--prebootcommandfile",
            application.resolve("preboot.txt").toString(),
            "--logproperties",
            application.resolve("logging.properties").toString(),
            // Not --deploy: the adapter puts its archive first, and then there is no resource
            // adapter yet.
            "--postbootcommandfile",
            afterBoot.toString()));
  }

  private static String secret(Trawl trawl, String name) {
    try {
      return Files.readString(trawl.data().resolve("secrets/" + name + ".password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
