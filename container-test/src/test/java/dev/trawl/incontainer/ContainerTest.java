package dev.trawl.incontainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import dev.trawl.frontier.Frontier;
import dev.trawl.incontainer.Deliveries.Delivery;
import dev.trawl.incontainer.Messages.End;
import dev.trawl.incontainer.Messages.Subscription;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.job.Jobs;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchResult;
import dev.trawl.message.ResultCodec;
import dev.trawl.message.Sender;
import dev.trawl.stack.Wait;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.TextMessage;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
public class ContainerTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration A_CRAWL = Duration.ofSeconds(40);

  /** TEST-NET-1 (RFC 5737): refused before anything is requested. */
  private static final String NOWHERE = "http://192.0.2.1/";

  @Inject Messages messages;
  @Inject Sender sender;
  @Inject BodyStore bodies;
  @EJB Transactions transactions;
  @EJB Jobs jobs;
  @EJB Frontier frontier;

  @Deployment
  static WebArchive archive() {
    return TestArchive.create();
  }

  // Acknowledgement: NOT_SUPPORTED, Auto-acknowledge, as all our consumers have it.

  @Test
  void aMessageIsAcknowledgedWhenOnMessageReturnsAndNotBefore() throws Exception {
    BrokerConsole console = new BrokerConsole();
    messages.send(TestAddresses.ACCEPTED, End.COMMIT, "one");
    Wait.until("it is delivered", SOON, () -> Deliveries.ACCEPTED.size() == 1);
    assertThat(console.ofQueue(TestAddresses.ACCEPTED, "DeliveringCount")).isEqualTo(1);
    assertThat(console.ofQueue(TestAddresses.ACCEPTED, "MessagesAcknowledged")).isZero();

    Deliveries.LET_GO.countDown();

    Wait.until(
        "it is acknowledged",
        SOON,
        () -> console.ofQueue(TestAddresses.ACCEPTED, "MessagesAcknowledged") == 1);
    assertThat(console.ofQueue(TestAddresses.ACCEPTED, "MessageCount")).isZero();
    assertThat(Deliveries.ACCEPTED).hasSize(1);
  }

  @Test
  void aMessageThatFailsComesAgainWithBackOffAndEndsAmongTheDeadLetters() throws Exception {
    try (Subscription dead =
        messages.queue("trawl.dlq", "_AMQ_ORIG_ADDRESS = '" + TestAddresses.REFUSED + "'")) {
      messages.send(TestAddresses.REFUSED, End.COMMIT, "bad");

      assertThat(((TextMessage) dead.next()).getText()).isEqualTo("bad");
      assertThat(Deliveries.REFUSED).extracting(Delivery::count).containsExactly(1, 2, 3);
      assertThat(Deliveries.REFUSED)
          .extracting(Delivery::redelivered)
          .containsExactly(false, true, true);
      assertThat(pause(1)).isGreaterThanOrEqualTo(TestAddresses.REDELIVERY_MILLIS);
      assertThat(pause(2)).isGreaterThanOrEqualTo(2 * TestAddresses.REDELIVERY_MILLIS);
    }
  }

  private static long pause(int delivery) {
    long nanos = Deliveries.REFUSED.get(delivery).at() - Deliveries.REFUSED.get(delivery - 1).at();
    return Duration.ofNanos(nanos).toMillis();
  }

  /** The application gives up what fails; the broker would give up what nodes died with. */
  @Test
  void theProductsOwnQueuesDeliverAgainForEver() {
    for (String address : List.of("trawl.crawl", "trawl.fetch", "trawl.results")) {
      JsonValue answer =
          new BrokerConsole().execute("getAddressSettingsAsJSON(java.lang.String)", address);
      assertThat(((JsonString) answer).getString())
          .contains("\"maxDeliveryAttempts\":-1")
          .contains("\"redeliveryDelay\":1000")
          .contains("\"redeliveryMultiplier\":2.0")
          .contains("\"maxRedeliveryDelay\":30000")
          .contains("trawl.dlq");
    }
  }

  // Sending.

  @Test
  void aTransactedSessionSendsAllOrNothing() throws Exception {
    messages.send(TestAddresses.KEPT, End.ROLLBACK, "rolled", "back");
    messages.send(TestAddresses.KEPT, End.COMMIT, "first", "second");
    try (Subscription kept = messages.queue(TestAddresses.KEPT)) {
      assertThat(((TextMessage) kept.next()).getText()).isEqualTo("first");
      assertThat(((TextMessage) kept.next()).getText()).isEqualTo("second");
      assertThat(kept.isEmpty()).isTrue();
    }
  }

  @Test
  void ofResultsThatAreSentTogetherNoneArrivesIfOneCannotBeSent() throws Exception {
    try (Subscription feed = messages.topic("trawl.feed")) {
      FetchResult cannotBeSent = result("http://a.example/2", Duration.ofSeconds(Long.MAX_VALUE));
      assertThatThrownBy(
              () ->
                  sender.results(
                      List.of(result("http://a.example/1", Duration.ZERO), cannotBeSent)))
          .isInstanceOf(ArithmeticException.class);
      sender.results(List.of(result("http://a.example/3", Duration.ZERO)));

      assertThat(feed.next().getStringProperty("url")).isEqualTo("http://a.example/3");
    }
  }

  /** Streamed from a file to the broker, and from there into a file; each time it is sent. */
  @Test
  void aLargeBodyGoesThroughTheBrokerAndComesOutTheSame() throws Exception {
    byte[] noise = new byte[3_000_000];
    new Random(3).nextBytes(noise);
    try (Subscription feed = messages.topic("trawl.feed");
        Body body = gathered(noise)) {
      FetchResult large = answered("http://large.example/", body);
      FetchResult cannotBeSent = result("http://a.example/2", Duration.ofSeconds(Long.MAX_VALUE));
      assertThatThrownBy(() -> sender.results(List.of(large, cannotBeSent)))
          .isInstanceOf(ArithmeticException.class);
      sender.results(List.of(large, result("http://small.example/", Duration.ZERO)));
      sender.results(List.of(large));

      assertComes(feed, noise);
      assertThat(feed.next().getStringProperty("url")).isEqualTo("http://small.example/");
      assertComes(feed, noise);
    }
  }

  private void assertComes(Subscription feed, byte[] expected) throws Exception {
    BytesMessage message = (BytesMessage) feed.next();
    assertThat(message.getStringProperty("url")).isEqualTo("http://large.example/");
    try (FetchResult read = ResultCodec.decode(message, bodies)) {
      Body body = ((FetchOutcome.Answer) read.outcome()).body();
      assertThat(body.length()).isEqualTo(expected.length);
      assertThat(Arrays.equals(body.bytes(), expected)).isTrue();
      assertThat(bodies.bytesSpilled()).isGreaterThanOrEqualTo(expected.length);
    }
  }

  private Body gathered(byte[] bytes) throws IOException {
    try (BodyBuffer buffer = bodies.buffer()) {
      buffer.write(bytes, 0, bytes.length);
      return buffer.finish();
    }
  }

  private static FetchResult answered(String url, Body body) {
    return new FetchResult(
        UUID.randomUUID(),
        UUID.randomUUID(),
        url,
        0,
        new FetchOutcome.Answer(
            200,
            Optional.of("application/octet-stream"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            body,
            Optional.empty()),
        Instant.now(),
        Duration.ZERO,
        "test");
  }

  @Test
  void whatIsSentDoesNotGoBackWithTheDatabaseTransactionAroundIt() throws Exception {
    try (Subscription feed = messages.topic("trawl.feed")) {
      transactions.rolledBack(
          em -> {
            em.createNativeQuery("INSERT INTO setting VALUES ('test.rolled.back', 'x')")
                .executeUpdate();
            sender.results(List.of(result("http://b.example/", Duration.ZERO)));
          });

      assertThat(feed.next().getStringProperty("url")).isEqualTo("http://b.example/");
      assertThat(Database.ask("SELECT value FROM setting WHERE name = 'test.rolled.back'"))
          .isEmpty();
    }
  }

  /** Of a job that does not exist, so that whoever takes it drops it. */
  private static FetchResult result(String url, Duration duration) {
    return new FetchResult(
        UUID.randomUUID(),
        UUID.randomUUID(),
        url,
        0,
        new FetchOutcome.NotRequested("not-running", "a test"),
        Instant.now(),
        duration,
        "test");
  }

  // The JPA provider.

  @Test
  void aJobIsStoredInTheColumnsTypesAndReadBackAsItWas() {
    transactions.rolledBack(
        em -> {
          CrawlJob job = jobs.add(JobRequestReader.read("{\"seeds\":[\"" + NOWHERE + "\"]}"));
          Connection connection = em.unwrap(Connection.class);
          String row = "FROM job WHERE num = " + job.num();
          assertThat(one(connection, "SELECT id " + row)).isEqualTo(job.id().toString());
          assertThat(one(connection, "SELECT state " + row)).isEqualTo("QUEUED");
          assertThat(
                  one(
                      connection,
                      "SELECT num_nulls(name, reason, started, finished, max_pages) " + row))
              .isEqualTo("5");
          assertThat(one(connection, "SELECT abs(extract(epoch FROM now() - created)) < 60 " + row))
              .isEqualTo("t");

          CrawlJob read = readAgain(em, job);
          assertThat(read.id()).isEqualTo(job.id());
          assertThat(read.created().toInstant()).isEqualTo(instant(connection, "created", row));
          assertThat(read.state()).isEqualTo(JobState.QUEUED);
          assertThat(read.request()).isEqualTo(job.request());
          assertThat(read.name()).isEmpty();
          assertThat(read.started()).isEmpty();

          jobs.become(job.id(), JobState.RUNNING, null);
          CrawlJob running = readAgain(em, job);
          assertThat(one(connection, "SELECT state " + row)).isEqualTo("RUNNING");
          assertThat(running.started().map(OffsetDateTime::toInstant))
              .hasValue(instant(connection, "started", row));
        });
  }

  private static CrawlJob readAgain(EntityManager em, CrawlJob job) {
    em.flush();
    em.clear();
    return em.find(CrawlJob.class, job.num());
  }

  @Test
  void pagesAreStoredInTheColumnsTypesAndReadBackAsTheyWere() {
    String site = Environment.get("TEST_SITE");
    CrawlJob job = crawled("\"" + site + "\",\"" + NOWHERE + "\"");

    Object[] good = page(job, site);
    assertThat(good[0]).isEqualTo(200);
    assertThat((byte[]) Objects.requireNonNull(good[1])).hasSize(32);
    assertThat(good[2]).isEqualTo("Page 0");
    assertThat(good[3]).isNull();
    Instant fetchedAt =
        transactions.committed(
            em ->
                instant(
                    em.unwrap(Connection.class),
                    "fetched_at",
                    "FROM page p JOIN url u USING (id) WHERE p.job = %d AND u.url = '%s'"
                        .formatted(job.num(), site)));
    assertThat(((OffsetDateTime) Objects.requireNonNull(good[4])).toInstant()).isEqualTo(fetchedAt);

    Object[] refused = page(job, NOWHERE);
    assertThat(refused[0]).isNull();
    assertThat(refused[1]).isNull();
    assertThat(refused[2]).isNull();
    assertThat(refused[3]).isEqualTo("address-refused");
    assertThat(
            Database.ask(
                "SELECT num_nulls(status, sha256, title, lang, bytes, charset, content_type, location, outlinks) FROM page p JOIN url u USING (id) WHERE p.job = ? AND u.url = ?",
                job.num(),
                NOWHERE))
        .containsExactly("9");
    assertThat(Database.ask("SELECT count(*) FROM page WHERE job = ?", job.num()))
        .containsExactly(
            Integer.toString(Integer.parseInt(Environment.get("TEST_SITE_PAGES")) + 1));
  }

  private Object[] page(CrawlJob job, String url) {
    UUID id =
        UUID.fromString(
            Database.ask(
                    "SELECT p.id FROM page p JOIN url u USING (id) WHERE p.job = ? AND u.url = ?",
                    job.num(),
                    url)
                .get(0));
    return transactions.committed(
        em ->
            em.createQuery(
                    "SELECT p.status, p.sha256, p.title, p.error, p.fetchedAt FROM Page p WHERE p.id = :id",
                    Object[].class)
                .setParameter("id", id)
                .getSingleResult());
  }

  private CrawlJob crawled(String seeds) {
    String request = "{\"seeds\":[%s],\"politeness\":{\"delay\":\"PT0S\"}}".formatted(seeds);
    CrawlJob job = frontier.submit(JobRequestReader.read(request), Optional.empty());
    Wait.until(
        "the job is completed",
        A_CRAWL,
        () -> jobs.find(job.id()).filter(found -> found.state() == JobState.COMPLETED).isPresent());
    return job;
  }

  @Test
  void aChangeByAnotherProgramIsSeenAtOnce() {
    CrawlJob job = crawled("\"" + NOWHERE + "\"");
    assertThat(name(job)).isEmpty();

    Database.update("UPDATE job SET name = 'changed' WHERE num = ?", job.num());

    assertThat(name(job)).hasValue("changed");
    boolean cached =
        transactions.committed(
            em -> em.getEntityManagerFactory().getCache().contains(CrawlJob.class, job.num()));
    assertThat(cached).isFalse();
  }

  private Optional<String> name(CrawlJob job) {
    return transactions.committed(em -> em.find(CrawlJob.class, job.num()).name());
  }

  @Test
  void theSchemaIsFlywaysAlone() throws Exception {
    TreeSet<String> tables = new TreeSet<>(List.of("flyway_schema_history"));
    for (String script : Database.ask("SELECT script FROM flyway_schema_history ORDER BY 1")) {
      try (InputStream migration = Frontier.class.getResourceAsStream("/db/migration/" + script)) {
        String sql =
            new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
        Matcher matcher = Pattern.compile("CREATE TABLE (\\w+)").matcher(sql);
        while (matcher.find()) {
          tables.add(matcher.group(1));
        }
      }
    }
    assertThat(Database.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactlyInAnyOrderElementsOf(tables);
    assertThat(Database.ask("SELECT success FROM flyway_schema_history")).containsOnly("t");
  }

  @Test
  void theColumnsOfTheEntitiesHaveTheTypesThatTheMigrationGaveThem() {
    List<String> wanted =
        new ArrayList<>(
            List.of(
                "job.id uuid",
                "job.state text",
                "job.created timestamp with time zone",
                "job.started timestamp with time zone",
                "job.finished timestamp with time zone",
                "job.deleted boolean",
                "job.max_pages bigint",
                "page.id uuid",
                "page.status integer",
                "page.sha256 bytea",
                "page.fetched_at timestamp with time zone",
                "page.duration_ms bigint"));
    assertThat(
            Database.ask(
                "SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns WHERE table_name IN ('job', 'page')"))
        .containsAll(wanted);
  }

  private static String one(Connection connection, String query) {
    return Database.ask(connection, query).get(0);
  }

  private static Instant instant(Connection connection, String column, String from) {
    String micros =
        one(connection, "SELECT (extract(epoch FROM " + column + ") * 1000000)::bigint " + from);
    return Instant.EPOCH.plusNanos(Long.parseLong(micros) * 1000);
  }
}
