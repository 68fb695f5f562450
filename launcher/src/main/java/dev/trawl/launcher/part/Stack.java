package dev.trawl.launcher.part;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All parts together: which there are, and in what order they come and go. */
public final class Stack {

  /** More take longer than one after the other where the machine has few cores. */
  private static final int STARTED_AT_ONCE = 2;

  private static final String CREDENTIALS = "credentials";
  private static final String CREDENTIALS_KEY = "TRAWL_CREDENTIALS_KEY";
  private static final String CONSOLE = "TRAWL_CONSOLE_URL";

  private final Home home;
  private final Settings settings;
  private final Supervisor supervisor;
  private final Nodes nodes;
  private final Postgres postgres;
  private final Brokers brokers;
  private final Secrets secrets;
  private final Consumer<String> say;

  /**
   * Starts nothing yet.
   *
   * @param say told what is being done
   */
  public Stack(Home home, Settings settings, Consumer<String> say) {
    this.secrets = new Secrets(settings.data().resolve("secrets"));
    this.home = home;
    this.settings = settings;
    this.supervisor = new Supervisor(settings.data().resolve("run"));
    this.nodes = new Nodes(supervisor.folder().resolve("nodes"));
    this.postgres = new Postgres(home, settings, secrets);
    this.brokers = new Brokers(home, settings, secrets, supervisor.folder());
    this.say = say;
  }

  /**
   * Starts what is missing, and returns when all parts are ready. Nodes beyond the number that is
   * wanted are let alone.
   *
   * @param number of nodes; if absent, the one of the last time
   * @param ofBrokers their number; if absent, the one of the last time
   * @return false if nothing was missing
   */
  public boolean up(Optional<Integer> number, Optional<Integer> ofBrokers) {
    int wanted = number.map(n -> Nodes.check("--nodes", n)).orElseGet(nodes::wanted);
    int pair = ofBrokers.map(Brokers::check).orElseGet(brokers::number);
    settings.checkPortsDiffer(wanted, pair);
    Folders.make(settings.data().resolve("log"));
    Folders.make(supervisor.folder());
    return StackLock.holding(
        supervisor.folder(),
        say,
        () -> {
          wantBrokers(pair);
          return startMissing(wanted);
        });
  }

  /**
   * Restarts nodes, one after the other, so that there is always one that answers.
   *
   * @param only the one to be restarted; if absent, all
   * @return how many
   */
  public int restart(Optional<Integer> only) {
    only.ifPresent(n -> Nodes.check("--node", n));
    if (nodes().noneMatch(node -> supervisor.process(node).isPresent())) {
      throw Trouble.failed("No node is running; start Trawl by ./trawl up.");
    }
    return StackLock.holding(supervisor.folder(), say, () -> restartNodes(only));
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
        () -> {
          List<Part> running = running();
          Together.each(Nodes.MOST, nodes().toList(), this::stop);
          Stream.concat(brokers.leaving().stream(), Stream.of(postgres)).forEach(this::stop);
          return !running.isEmpty();
        });
  }

  public List<PartStatus> status() {
    return Stream.concat(stores(), nodes()).map(this::status).toList();
  }

  /** Where each node is asked from this machine, the first one first. */
  public List<String> addresses() {
    return nodes().map(node -> settings.address(node.node())).toList();
  }

  /** The consoles of the brokers that are ours. */
  public List<String> consoleAddresses() {
    return settings.brokerUrl().isPresent()
        ? List.of()
        : brokers.wanted().stream().map(Broker::consoleAddress).toList();
  }

  /**
   * How the application logs in to the database.
   *
   * @return empty if the database is our own and was never started
   */
  public Optional<DatabaseLogin> databaseLogin() {
    return settings
        .database()
        .or(() -> postgres.known() ? Optional.of(postgres.login()) : Optional.empty());
  }

  /**
   * Asks the broker of our own that is live about itself.
   *
   * @param attributes names, separated by commas
   */
  public Optional<JsonObject> liveBroker(String attributes) {
    return brokers.wanted().stream()
        .filter(Broker::listens)
        .findFirst()
        .flatMap(broker -> broker.jolokia().read("", attributes));
  }

  public Path consolePasswordFile() {
    return brokers.wanted().get(0).consolePasswordFile();
  }

  /** A broker alone takes no second one beside it, and the nodes know of one only. */
  private void wantBrokers(int number) {
    if (number == brokers.number()) {
      return;
    }
    if (settings.brokerUrl().isPresent()) {
      throw Trouble.wrongUse("--brokers is for brokers of our own; TRAWL_BROKER_URL is set.");
    }
    if (!running().isEmpty()) {
      throw Trouble.failed(
          "The stack runs with --brokers " + brokers.number() + "; ./trawl down first.");
    }
    brokers.want(number);
  }

  private boolean startMissing(int wanted) {
    settings.database().ifPresent(Stack::check);
    nodes.want(wanted);
    List<Application> all = IntStream.rangeClosed(1, wanted).mapToObj(this::node).toList();
    List<Part> parts = Stream.concat(stores(), all.stream()).toList();
    if (parts.stream().allMatch(this::isReady)) {
      return false;
    }
    parts.forEach(supervisor::refuseStrangers);
    startAll(all);
    return true;
  }

  /**
   * A node needs the database when it starts; for the broker it can wait. The first node makes
   * tables and token.
   */
  private void startAll(List<Application> all) {
    CompletableFuture<Void> broking =
        settings.brokerUrl().isPresent()
            ? nothing()
            : background(() -> brokers.wanted().forEach(this::start));
    CompletableFuture<Void> storing =
        settings.database().isPresent() ? nothing() : background(() -> start(postgres));
    CompletableFuture<Void> nodes =
        storing.thenRun(
            () -> {
              start(all.get(0));
              Together.each(STARTED_AT_ONCE, all.subList(1, all.size()), this::start);
            });
    Together.join(CompletableFuture.allOf(broking, nodes));
  }

  private void start(Part part) {
    if (isReady(part)) {
      return;
    }
    if (part.leaving()) {
      stop(part);
    }
    say.accept("Starting " + part.name());
    supervisor.start(part);
  }

  private void stop(Part part) {
    if (supervisor.process(part).isPresent()) {
      say.accept("Stopping " + part.name());
    }
    supervisor.stop(part);
  }

  private int restartNodes(Optional<Integer> only) {
    List<Application> all = nodes().toList();
    List<Application> chosen =
        all.stream().filter(node -> only.isEmpty() || only.get() == node.node()).toList();
    if (chosen.isEmpty()) {
      throw Trouble.wrongUse("--node: there are " + all.size() + " nodes.");
    }
    if (all.size() == 1) {
      say.accept("There is one node only, so calls fail until it is back");
    }
    // Those that do not answer anyway come first, and can stand in for the others then.
    Map<Boolean, List<Application>> byReadiness =
        chosen.stream().collect(Collectors.partitioningBy(this::isReady));
    byReadiness.getOrDefault(false, List.of()).forEach(this::restart);
    byReadiness.getOrDefault(true, List.of()).forEach(this::restart);
    return chosen.size();
  }

  private void restart(Application node) {
    if (isReady(node)) {
      say.accept("Draining " + node.name());
      node.drain().ifPresent(trouble -> say.accept(node.name() + " is stopped though " + trouble));
    }
    stop(node);
    start(node);
  }

  private boolean isReady(Part part) {
    return supervisor.state(part) == Supervisor.State.READY;
  }

  private Application node(int number) {
    return new Application(home, settings, number, this::logins);
  }

  /** Those that there should be, and those that run nevertheless. */
  private Stream<Application> nodes() {
    int wanted = nodes.wanted();
    return IntStream.rangeClosed(1, Nodes.MOST)
        .mapToObj(this::node)
        .filter(node -> node.node() <= wanted || supervisor.process(node).isPresent());
  }

  /** Database and broker, as far as they are ours. */
  private Stream<Part> stores() {
    return Stream.concat(
        settings.database().isPresent() ? Stream.<Part>empty() : Stream.<Part>of(postgres),
        settings.brokerUrl().isPresent() ? Stream.<Part>empty() : brokers.wanted().stream());
  }

  /** All that runs, be it wanted or not. */
  private List<Part> running() {
    return Stream.of(Stream.of(postgres), brokers.leaving().stream(), nodes())
        .<Part>flatMap(parts -> parts)
        .filter(part -> supervisor.process(part).isPresent())
        .toList();
  }

  private PartStatus status(Part part) {
    Supervisor.State state = supervisor.state(part);
    return new PartStatus(
        part.id(),
        state.toString(),
        state == Supervisor.State.READY ? part.duty() : Optional.empty(),
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
      logins.putAll(brokers.login());
      logins.put("TRAWL_BROKER_DISK", settings.data().resolve("broker").toString());
    }
    console().ifPresent(address -> logins.put(CONSOLE, address));
    credentialsKey().ifPresent(key -> logins.put(CREDENTIALS_KEY, key));
    return logins;
  }

  /** Where people find the console of our own broker; what is set goes to the nodes by itself. */
  private Optional<String> console() {
    return consoleAddresses().stream().findFirst().filter(address -> !settings.isSet(CONSOLE));
  }

  /**
   * The one that is set goes to the nodes by itself. Behind a database of the user's there may be
   * nodes on other machines, which would have another one if it was made up here.
   */
  private Optional<String> credentialsKey() {
    boolean kept = Files.exists(secrets.keyFile(CREDENTIALS));
    return !settings.isSet(CREDENTIALS_KEY) && (kept || settings.database().isEmpty())
        ? Optional.of(secrets.key(CREDENTIALS))
        : Optional.empty();
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
