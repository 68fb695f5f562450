package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.pair.LargePages;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.BrokerPair;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Recovery;
import dev.trawl.stack.Trawl;
import jakarta.jms.JMSException;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two brokers: whichever dies, the other takes over, and nothing is lost. */
class BrokerPairTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The goal is 15 s on a machine that does nothing else. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

  private static final int PAGES = 4000;
  private static final int BEFORE_THE_CRASH = 700;
  private static final String DEAD_LETTERS = "trawl.dlq";

  @Test
  void whicheverIsKilledTheOtherTakesOverAndTheSetIsExact() throws Exception {
    BrokerPair pair = BrokerPair.fresh();
    try (Trawl trawl = pair.trawl()) {
      pair.up().orThrow();
      assertThat(pair.live()).hasValue("broker");
      assertThat(pair.waiting()).hasValue("broker-2");
      assertNobodyKnowsTheClustersPassword(trawl);
      try (Messaging messaging = new Messaging(trawl)) {
        messaging.send(DEAD_LETTERS, messaging.session().createTextMessage("kept"));
      }

      crawlKilling("broker", trawl, pair);
      assertThat(trawl.run(LIMIT, "status").exit()).as("status with a dead broker").isEqualTo(1);
      Outcome doctor = trawl.run(LIMIT, "doctor");
      assertThat(doctor.exit()).isEqualTo(1);
      assertThat(doctor.out()).contains("broker has died", "broker-2 is ready, live");
      pair.up().orThrow();
      assertThat(pair.live()).as("nobody fails back").hasValue("broker-2");
      assertThat(pair.waiting()).hasValue("broker");

      crawlKilling("broker-2", trawl, pair);
      assertThat(pair.live()).hasValue("broker");
      assertEventsStillCome(trawl.api());

      assertOneSentence(trawl.run(LIMIT, "up", "--brokers", "1"));
      trawl.down().orThrow();
      trawl.run(LIMIT, "up", "--brokers", "1").orThrow();
      try (Messaging messaging = new Messaging(trawl)) {
        assertThat(Messaging.next(messaging.consume(DEAD_LETTERS, "true")).getBody(String.class))
            .as("what was in the pair is in the one")
            .isEqualTo("kept");
      }
    }
  }

  private static void crawlKilling(String broker, Trawl trawl, BrokerPair pair) {
    Api api = trawl.api();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(PAGES, 1, 8, 23))) {
      LargePages large = LargePages.on(web);
      String id = api.submit(JobRequest.of(web.start(), large.index()));
      Recovery recovery = new Recovery(api, id);
      double before = recovery.speedUntil(BEFORE_THE_CRASH, LIMIT);
      pair.kill9(broker);
      assertThat(recovery.until(before, LIMIT)).as("taken over").isLessThan(TAKEN_OVER);

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      Set<String> others = new TreeSet<>(large.urls());
      List<JsonObject> lines = api.export(id);
      Crawled numbered =
          new Crawled(
              lines.stream().filter(line -> !others.contains(line.getString("url"))).toList());
      numbered.assertExactly(web.truth());
      Crawled crawled = new Crawled(lines);
      others.forEach(url -> assertThat(Crawled.status(crawled.line(url))).isEqualTo(200));
      crawled.assertCountedIn(job);
    }
  }

  /** Pages are told by messages on a topic, to which a node subscribes anew after a fail-over. */
  private static void assertEventsStillCome(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(200, 1, 6, 5))) {
      String id =
          api.submit(JobRequest.of(web.start()).connections(1).delay(Duration.ofMillis(10)));
      HttpResponse<Stream<String>> events =
          api.lines("/api/jobs/" + id + "/events", "text/event-stream");
      try (Stream<String> lines = events.body()) {
        assertThat(lines.filter(line -> line.startsWith("event:")).limit(30))
            .anyMatch(line -> line.contains("page"));
      }
    }
  }

  private static void assertNobodyKnowsTheClustersPassword(Trawl trawl) {
    Map<String, String> accounts =
        Map.of("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!", "trawl-cluster", "CHANGE ME!!");
    accounts.forEach(
        (user, password) ->
            assertThatThrownBy(() -> logIn(trawl, user, password))
                .as(user)
                .isInstanceOf(JMSException.class));
  }

  private static void logIn(Trawl trawl, String user, String password) throws JMSException {
    try (Messaging messaging = new Messaging(trawl, user, password)) {
      messaging.session().createBrowser(messaging.session().createQueue(DEAD_LETTERS)).close();
    }
  }

  private static void assertOneSentence(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.err()).contains("--brokers 2").doesNotContain("\tat ");
  }
}
