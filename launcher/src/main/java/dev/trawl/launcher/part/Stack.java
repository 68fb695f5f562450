package dev.trawl.launcher.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All parts together: which there are, and in what order they come and go. */
public final class Stack {

  private final Settings settings;
  private final Supervisor supervisor;
  private final Postgres postgres;
  private final Broker broker;
  private final Application application;
  private final Consumer<String> say;

  /**
   * Starts nothing yet.
   *
   * @param say told what is being done
   */
  public Stack(Home home, Settings settings, Consumer<String> say) {
    Secrets secrets = new Secrets(settings.data().resolve("secrets"));
    this.settings = settings;
    this.supervisor = new Supervisor(settings.data().resolve("run"));
    this.postgres = new Postgres(home, settings, secrets);
    this.broker = new Broker(home, settings, secrets);
    this.application = new Application(home, settings, this::logins);
    this.say = say;
  }

  /**
   * Starts what is missing, and returns when all parts are ready.
   *
   * @return false if nothing was missing
   */
  public boolean up() {
    Folders.make(settings.data().resolve("log"));
    Folders.make(supervisor.folder());
    return StackLock.holding(supervisor.folder(), say, this::startMissing);
  }

  /**
   * Stops what was started, and nothing else.
   *
   * @return false if nothing ran
   */
  public boolean down() {
    if (!Files.isDirectory(supervisor.folder())) {
      return false;
    }
    return StackLock.holding(
        supervisor.folder(),
        say,
        () -> Stream.of(application, broker, postgres).filter(this::stop).count() > 0);
  }

  public List<PartStatus> status() {
    return parts().map(this::status).toList();
  }

  /** The broker's console, if the broker is ours. */
  public String consoleAddress() {
    return broker.consoleAddress();
  }

  public Path consolePasswordFile() {
    return broker.consolePasswordFile();
  }

  private boolean startMissing() {
    settings.database().ifPresent(Stack::check);
    if (parts().allMatch(part -> supervisor.state(part) == Supervisor.State.READY)) {
      return false;
    }
    parts().forEach(supervisor::refuseStrangers);
    startAll();
    return true;
  }

  /** The application needs the database when it starts; for the broker it can wait. */
  private void startAll() {
    CompletableFuture<Void> broking =
        settings.brokerUrl().isPresent() ? nothing() : background(() -> start(broker));
    CompletableFuture<Void> storing =
        settings.database().isPresent() ? nothing() : background(() -> start(postgres));
    try {
      CompletableFuture.allOf(broking, storing.thenRun(() -> start(application))).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Trouble trouble ? trouble : e;
    }
  }

  private void start(Part part) {
    if (supervisor.state(part) != Supervisor.State.READY) {
      say.accept("Starting " + part.name());
      supervisor.start(part);
    }
  }

  private boolean stop(Part part) {
    boolean runs = supervisor.process(part).isPresent();
    if (runs) {
      say.accept("Stopping " + part.name());
    }
    supervisor.stop(part);
    return runs;
  }

  private Stream<Part> parts() {
    return Stream.of(
            settings.database().isPresent() ? Stream.<Part>empty() : Stream.<Part>of(postgres),
            settings.brokerUrl().isPresent() ? Stream.<Part>empty() : Stream.<Part>of(broker),
            Stream.<Part>of(application))
        .flatMap(part -> part);
  }

  private PartStatus status(Part part) {
    return new PartStatus(
        part.id(),
        supervisor.state(part).toString(),
        supervisor.process(part).map(ProcessHandle::pid),
        part.ports().stream().map(port -> port.host() + ":" + port.number()).toList());
  }

  private Map<String, String> logins() {
    DatabaseLogin login = settings.database().orElseGet(postgres::login);
    Map<String, String> logins = new HashMap<>();
    logins.put("TRAWL_DB_URL", login.url());
    logins.put("TRAWL_DB_USER", login.user());
    logins.put("TRAWL_DB_PASSWORD", login.password());
    if (settings.database().isEmpty()) {
      logins.put("TRAWL_DB_DISK", settings.data().resolve("postgres").toString());
    }
    if (settings.brokerUrl().isEmpty()) {
      logins.putAll(broker.login());
      logins.put("TRAWL_BROKER_DISK", settings.data().resolve("broker").toString());
    }
    return logins;
  }

  private static void check(DatabaseLogin login) {
    try {
      login.check();
    } catch (SQLException e) {
      throw Trouble.failed(
          "TRAWL_DB_URL does not lead to a database (" + login + "): " + sentence(e), e);
    }
  }

  private static String sentence(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.endsWith(".") ? message : message + ".";
  }

  private static CompletableFuture<Void> background(Runnable work) {
    return CompletableFuture.runAsync(work);
  }

  private static CompletableFuture<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
