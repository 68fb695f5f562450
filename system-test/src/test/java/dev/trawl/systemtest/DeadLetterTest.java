package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Messages that cannot be processed: they block nobody, their URLs end as dead letters, and what is
 * sent back replaces that end.
 */
@ExtendWith(SharedStack.class)
class DeadLetterTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_CRAWL = Duration.ofSeconds(90);
  private static final String RESULTS = "trawl.results::store";
  private static final int LARGE = 300_000;

  /** What a database refuses by mistake until its administrator mends it. */
  private static final String MISTAKE = "dead_letter_test";

  private final AsyncApi described = AsyncApi.read();

  @AfterEach
  void mend(Trawl trawl) {
    Database.change(trawl, "ALTER TABLE page DROP CONSTRAINT IF EXISTS " + MISTAKE);
  }

  @Test
  void poisonBlocksNobodyAndWhatIsSentBackReplacesItsEnd(Trawl trawl, Api api) throws Exception {
    Database.change(
        trawl,
        "ALTER TABLE page ADD CONSTRAINT "
            + MISTAKE
            + " CHECK (title IS DISTINCT FROM 'Poison') NOT VALID");
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(30, 1, 4, 11));
        SyntheticWeb slow = SyntheticWeb.serve(new SyntheticWeb.Shape(5, 1, 4, 3));
        Messaging messaging = new Messaging(trawl)) {
      web.with("/poison", Answer.Reply.html("<title>Poison</title><a href='/never'>x</a>"));
      web.withLinks("/all", java.util.List.of(web.url("/poison"), web.start()));
      slow.with("/first", Answer.Reply.text(200, "no links"));
      DeadLetters letters = new DeadLetters(api);
      String crawl = api.submit(JobRequest.of(web.url("/all")));
      // Only the first of these is requested by the product within the hour; with robots.txt even
      // that would not be.
      String waiting =
          api.submit(
              JobRequest.of(
                      slow.url("/first"), slow.url("/large"), slow.url("/odd"), slow.url("/text"))
                  .maxBodyBytes(2_000)
                  .delay(Duration.ofHours(1))
                  .politeness("robots", "ignore")
                  .connections(1));
      api.awaitFetched(waiting, 1, SOON);
      MessageProducer results =
          messaging.session().createProducer(messaging.session().createTopic("trawl.results"));
      Poison poison = new Poison(trawl, messaging.session(), waiting);
      results.send(poison.large(slow.url("/large")));
      results.send(poison.odd(slow.url("/odd")));
      results.send(poison.text(slow.url("/text")));
      messaging.send("trawl.fetch", poison.task());

      // All but the poison is stored while that is tried again and again.
      api.awaitFetched(crawl, web.truth().pages().size() + 1L, SOON);
      Crawled crawled = new Crawled(api.export(completed(api, crawl)));
      crawled.assertCountedIn(api.job(crawl));
      assertDead(crawled.line(web.url("/poison")), MISTAKE);
      Crawled others = new Crawled(api.export(completed(api, waiting)));
      others.assertCountedIn(api.job(waiting));
      assertDead(others.line(slow.url("/large")), "over maxBodyBytes");
      assertDead(others.line(slow.url("/odd")), "NumberFormatException");
      assertDead(others.line(slow.url("/text")), "ClassCastException");

      JsonObject large = letters.await("url", slow.url("/large"));
      assertThat(large.getJsonNumber("size").longValue()).isEqualTo(LARGE);
      assertLetter(large, RESULTS, waiting);
      assertThat(letters.await("jobId", waiting, "").getString("node")).isNotEmpty();
      JsonObject task = letters.await("taskId", poison.taskId);
      assertLetter(task, "trawl.fetch", waiting);
      assertThat(task.getString("text")).isEqualTo("no task");

      // As bad as before: its end stays, and it comes back under another id.
      String first = large.getString("id");
      assertThat(letters.replay(first)).isEqualTo(202);
      replayByCommand(trawl, api, messaging, letters, web, crawl);
      repairByHand(api, messaging, letters, slow.url("/odd"), waiting);
      JsonObject again = letters.await("url", slow.url("/large"), first);
      assertThat(letters.status(first)).isEqualTo(404);
      assertDead(new Crawled(api.export(waiting)).line(slow.url("/large")), "over maxBodyBytes");

      discard(trawl, letters, again, task, letters.await("url", slow.url("/text")));
      new Crawled(api.export(waiting)).assertCountedIn(api.job(waiting));
      assertThat(api.job(waiting).getString("state")).isEqualTo("COMPLETED");
      Wait.until(
          "nothing is left of the failures",
          SOON,
          () -> Database.count(trawl, "SELECT count(*) FROM message_failure") == 0);
      assertThat(Database.count(trawl, "SELECT count(*) FROM dead_url")).isEqualTo(2);
      api.delete("/api/jobs/" + waiting);
      Wait.until(
          "nothing is left of the job's dead letters",
          SOON,
          () -> Database.count(trawl, "SELECT count(*) FROM dead_url") == 0);
    }
  }

  private static String completed(Api api, String job) {
    api.awaitState(job, A_CRAWL, "COMPLETED");
    return job;
  }

  private static void assertDead(JsonObject line, String why) {
    assertThat(line.getString("error")).isEqualTo("dead-letter");
    assertThat(line.getString("detail")).contains(why);
    assertThat(line.isNull("status")).isTrue();
  }

  private static void assertLetter(JsonObject letter, String origin, String job) {
    assertThat(letter.getString("origin")).isEqualTo(origin);
    assertThat(letter.getInt("attempts")).isEqualTo(5);
    assertThat(letter.getString("jobId")).isEqualTo(job);
    assertThat(letter.getString("reason")).isNotEmpty();
    assertThat(Instant.parse(letter.getString("deadLetteredAt"))).isBefore(Instant.now());
  }

  private static void replayByCommand(
      Trawl trawl,
      Api api,
      Messaging messaging,
      DeadLetters letters,
      SyntheticWeb web,
      String crawl)
      throws JMSException {
    Database.change(trawl, "ALTER TABLE page DROP CONSTRAINT " + MISTAKE);
    String url = web.url("/poison");
    String id = letters.await("url", url).getString("id");
    try (MessageConsumer feed = messaging.subscribe("trawl.feed")) {
      trawl.run(SOON, "dead-letters", "replay", id).orThrow();
      Wait.until("it replaces the dead letter", SOON, () -> status(api, crawl, url) == 200);
      for (Message copy = feed.receiveNoWait(); copy != null; copy = feed.receiveNoWait()) {
        assertThat(copy.getStringProperty("url")).as("sent to the feed again").isNotEqualTo(url);
      }
    }
    assertThat(letters.status(id)).isEqualTo(404);
    assertThat(letters.replay(id)).isEqualTo(404);
    JsonObject job = api.job(crawl);
    new Crawled(api.export(crawl)).assertCountedIn(job);
    // A job that has ended does not grow.
    assertThat(job.getJsonObject("counters").getInt("failed")).isZero();
    assertThat(job.getJsonObject("counters").getInt("discovered"))
        .isEqualTo(web.truth().pages().size() + 2);
  }

  /** As somebody does who knows what is wrong with it: takes it, mends it, and sends it back. */
  private void repairByHand(
      Api api, Messaging messaging, DeadLetters letters, String url, String job)
      throws JMSException {
    String id = letters.await("url", url).getString("id");
    Session session = messaging.transacted();
    try (MessageConsumer dead =
        session.createConsumer(
            session.createQueue("trawl.dlq"), "JMSMessageID = 'ID:" + id + "'")) {
      BytesMessage letter = (BytesMessage) Messaging.next(dead);
      described.assertHeaders("GivenUp", letter);
      BytesMessage mended = session.createBytesMessage();
      for (String name : AsyncApi.names(letter)) {
        mended.setObjectProperty(name, letter.getObjectProperty(name));
      }
      mended.setIntProperty("attempt", 0);
      mended.writeBytes(Messaging.body(letter));
      session.createProducer(session.createTopic(RESULTS)).send(mended);
      session.commit();
    } finally {
      session.close();
    }
    Wait.until("the mended one is stored", SOON, () -> status(api, job, url) == 200);
    assertThat(letters.status(id)).isEqualTo(404);
  }

  private static int status(Api api, String job, String url) {
    return Crawled.status(new Crawled(api.export(job)).line(url));
  }

  private static void discard(
      Trawl trawl, DeadLetters letters, JsonObject one, JsonObject another, JsonObject third) {
    String id = one.getString("id");
    assertThat(letters.discard(id)).isEqualTo(204);
    assertThat(letters.discard(id)).isEqualTo(404);
    trawl.run(SOON, "dead-letters", "discard", another.getString("id")).orThrow();
    String listed = trawl.run(SOON, "dead-letters", "list").orThrow().out();
    assertThat(listed)
        .contains(third.getString("id"))
        .contains("ClassCastException")
        .doesNotContain(id)
        .doesNotContain(another.getString("id"));
    trawl.run(SOON, "dead-letters", "discard", "--all").orThrow();
    assertThat(letters.all()).isEmpty();
  }

  /** Messages for URLs of a job that are open. */
  private record Poison(Trawl trawl, Session session, String job, String taskId) {
    Poison(Trawl trawl, Session session, String job) {
      this(trawl, session, job, UUID.randomUUID().toString());
    }

    /** More than the job allows, and too much for one of the broker's ordinary messages. */
    BytesMessage large(String url) throws JMSException {
      BytesMessage result = session.createBytesMessage();
      headers(result, url);
      result.setIntProperty("attempt", 0);
      result.setIntProperty("status", 200);
      byte[] noise = new byte[LARGE];
      new Random(5).nextBytes(noise);
      result.writeBytes(noise);
      return result;
    }

    BytesMessage odd(String url) throws JMSException {
      BytesMessage result = session.createBytesMessage();
      headers(result, url);
      result.setStringProperty("attempt", "first");
      result.setIntProperty("status", 200);
      result.writeBytes(new byte[] {'o', 'd', 'd'});
      return result;
    }

    TextMessage text(String url) throws JMSException {
      TextMessage result = session.createTextMessage("a body should be bytes");
      headers(result, url);
      return result;
    }

    TextMessage task() throws JMSException {
      TextMessage task = session.createTextMessage("no task");
      task.setStringProperty("jobId", job);
      task.setStringProperty("taskId", taskId);
      return task;
    }

    private void headers(Message result, String url) throws JMSException {
      String id =
          Database.ask(
              trawl,
              "SELECT o.id FROM open_url o JOIN url u USING (id) JOIN job j ON j.num = o.job WHERE u.url = ? AND j.id = ?",
              url,
              UUID.fromString(job));
      for (Map.Entry<String, String> header :
          Map.of(
                  "jobId", job,
                  "urlId", id,
                  "url", url,
                  "fetchedAt", Instant.now().toString(),
                  "node", "elsewhere")
              .entrySet()) {
        result.setStringProperty(header.getKey(), header.getValue());
      }
      result.setLongProperty("durationMs", 5);
    }
  }
}
