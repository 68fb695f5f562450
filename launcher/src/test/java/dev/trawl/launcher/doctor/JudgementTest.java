package dev.trawl.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.launcher.part.PartStatus;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is thought of the facts, check by check. */
class JudgementTest {

  private static final long GIB = 1L << 30;
  private static final Set<String> ADDRESSES =
      Set.of(
          "trawl.crawl",
          "trawl.fetch",
          "trawl.results",
          "trawl.documents",
          "trawl.feed",
          "trawl.events",
          "trawl.dlq",
          "trawl.expired");
  private static final Set<String> QUEUES =
      Set.of(
          "trawl.crawl", "trawl.fetch", "store", "trawl.documents", "trawl.dlq", "trawl.expired");

  @ParameterizedTest
  @CsvSource({"16, PROBLEM", "17, OK", "21, OK", "25, WARNING"})
  void javaHasToBe17OrNotMuchNewer(int version, Level level) {
    assertThat(JavaCheck.judge(version).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"1023, PROBLEM", "1024, WARNING", "2047, WARNING", "2048, OK"})
  void spaceGetsShortBeforeItIsGone(long freeMib, Level level) {
    assertThat(SpaceCheck.judge(freeMib << 20, GIB).level()).isEqualTo(level);
  }

  @Test
  void partsThatWantMoreThanTheMachineHasAreAWarning() {
    assertThat(MemoryCheck.judge(8 * GIB, 3 * GIB).level()).isEqualTo(Level.OK);
    Finding finding = MemoryCheck.judge(2 * GIB, 3 * GIB);
    assertThat(finding.level()).isEqualTo(Level.WARNING);
    assertThat(finding.sentence()).contains("3.0 GiB of 2.0 GiB");
  }

  @Test
  void aPartIsReadyOrHasAReasonNotToBe() {
    assertThat(PartsCheck.judge(part("ready", 7), true, false).sentence())
        .isEqualTo("broker is ready, live");
    assertThat(PartsCheck.judge(part("not ready", 7), true, false).sentence())
        .contains("not ready");
    assertThat(PartsCheck.judge(part("not running", 0), true, false).sentence()).contains("died");
    assertThat(PartsCheck.judge(part("not running", 0), false, false).sentence())
        .contains("not running");
    assertThat(PartsCheck.judge(part("not running", 0), false, true).level()).isEqualTo(Level.OK);
  }

  @Test
  void onlyAnApplicationThatWasToldToMayAnswerToOthers() {
    String application = "application on 192.0.2.1:8080";
    assertThat(ListenCheck.judge(List.of(), false))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertThat(ListenCheck.judge(List.of(application), true))
        .extracting(Finding::level)
        .containsExactly(Level.WARNING);
    assertThat(ListenCheck.judge(List.of(application), false))
        .extracting(Finding::level)
        .containsExactly(Level.PROBLEM);
    assertThat(ListenCheck.judge(List.of("postgres on 192.0.2.1:5433"), true))
        .extracting(Finding::level)
        .containsExactly(Level.PROBLEM);
  }

  @Test
  void aBrokerOfOursHasAllAddressesAndQueues() {
    assertThat(BrokerCheck.judge("2.53.0", ADDRESSES, QUEUES).level()).isEqualTo(Level.OK);
    Finding finding = BrokerCheck.judge("2.53.0", ADDRESSES, Set.of("trawl.crawl", "trawl.fetch"));
    assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    assertThat(finding.sentence())
        .isEqualTo("it lacks store, trawl.dlq, trawl.documents, trawl.expired");
  }

  @Test
  void ofSomebodyElsesBrokersOneHasToAnswer() {
    List<String> urls = List.of("tcp://a:1", "tcp://b:1");
    assertThat(BrokerCheck.judge(urls, List.of()).level()).isEqualTo(Level.PROBLEM);
    assertThat(BrokerCheck.judge(urls, List.of("tcp://b:1")).sentence())
        .isEqualTo("answers at tcp://b:1; the others wait, or are down");
  }

  @Test
  void theApiHasToLiveAndToBeReadyAndToTakeTheToken() {
    assertThat(api(Optional.of(200), true, Optional.of(200), true)).containsExactly(Level.OK);
    assertThat(api(Optional.empty(), false, Optional.empty(), true)).containsExactly(Level.PROBLEM);
    assertThat(api(Optional.of(200), false, Optional.of(503), true))
        .containsExactly(Level.PROBLEM, Level.PROBLEM);
    assertThat(api(Optional.of(200), true, Optional.of(401), true)).containsExactly(Level.PROBLEM);
  }

  @Test
  void everyRoleNeedsANodeThatLives() {
    String all = "[\"api\",\"fetch\",\"process\"]";
    assertThat(nodes(node("a", all, "alive", "1")))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertThat(nodes(node("a", "[\"api\",\"process\"]", "alive", "1"), node("b", all, "dead", "1")))
        .extracting(Finding::sentence)
        .anyMatch(sentence -> sentence.contains("b has not been heard of"))
        .anyMatch(sentence -> sentence.contains("the role fetch"));
    assertThat(nodes(node("a", all, "alive", "1"), node("b", all, "draining", "1")))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertThat(nodes(node("a", all, "alive", "1"), node("b", all, "alive", "2")))
        .extracting(Finding::sentence)
        .containsExactly("they are of different versions: 1, 2");
  }

  @Test
  void deadLettersAreAWarningAndNoWorkIsAProblem() {
    assertThat(queues(0, "known", "running")).containsExactly(Level.OK);
    assertThat(queues(0, "known", "waiting-for-results")).containsExactly(Level.OK);
    assertThat(queues(3, "known", "running")).containsExactly(Level.WARNING);
    assertThat(queues(0, "not-allowed", "running")).containsExactly(Level.WARNING);
    assertThat(queues(0, "known", "no-space-broker")).containsExactly(Level.PROBLEM);
    assertThat(queues(0, "away", "broker-away")).containsExactly(Level.PROBLEM, Level.PROBLEM);
  }

  @ParameterizedTest
  @CsvSource({
    "'', OK",
    "10.0.0.0/8, OK",
    "127.0.0.1, OK",
    "'10.0.0.0/8 0.0.0.0/0', WARNING",
    "::/0, WARNING",
    "fc00::/7, OK"
  })
  void anAllowedNetworkCanBeTooWide(String networks, Level level) {
    assertThat(NetworksCheck.judge(networks).level()).isEqualTo(level);
  }

  @Test
  void eachProxyTakesConnectionsOrIsAProblemWithoutItsPassword() throws IOException {
    assertThat(ProxiesCheck.judge(" ")).extracting(Finding::level).containsExactly(Level.OK);
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<Finding> findings =
          ProxiesCheck.judge(
              "http://user:hush@127.0.0.1:%d, user:hush@proxy:1, socks5://user:hush@[::1]:99999"
                  .formatted(proxy.getLocalPort()));
      assertThat(findings)
          .extracting(Finding::level)
          .containsExactly(Level.OK, Level.PROBLEM, Level.PROBLEM);
      assertThat(findings.get(1).sentence()).isEqualTo("number 2 of TRAWL_PROXIES is none");
      assertThat(findings).asString().doesNotContain("hush");
    }
    assertThat(ProxiesCheck.judge("http://user:hush@nowhere.invalid:3128"))
        .extracting(Finding::sentence)
        .containsExactly(
            "nowhere.invalid:3128 cannot be reached from here: its name has no address");
  }

  @Test
  void aUserAgentSaysWhomToWriteTo() {
    assertThat(ContactCheck.judge("").level()).isEqualTo(Level.WARNING);
    assertThat(ContactCheck.judge("Trawl/0.1 (+https://example.org/)").level()).isEqualTo(Level.OK);
  }

  private static PartStatus part(String state, long pid) {
    return new PartStatus(
        "broker", state, Optional.of("live"), Optional.of(pid).filter(id -> id > 0), List.of());
  }

  private static List<Level> api(
      Optional<Integer> live, boolean ready, Optional<Integer> jobs, boolean token) {
    return ApiCheck.judge("http://127.0.0.1:8080", live, ready, jobs, token).stream()
        .map(Finding::level)
        .toList();
  }

  private static JsonObject node(String id, String roles, String state, String version) {
    return parse(
        """
        {"id": "%s", "roles": %s, "state": "%s", "version": "%s", "lastBeat": "2026-01-01T00:00:00Z"}
        """
            .formatted(id, roles, state, version));
  }

  private static List<Finding> nodes(JsonObject... nodes) {
    return NodesCheck.judge(Stream.of(nodes).toList());
  }

  private static List<Level> queues(int deadLetters, String broker, String dispatch) {
    JsonObject queues =
        parse(
            """
            {"items": [{"name": "store", "messages": 9}, {"name": "trawl.dlq", "messages": %d}],
             "broker": {"state": "%s"}, "dispatch": {"state": "%s", "detail": "why"}}
            """
                .formatted(deadLetters, broker, dispatch));
    return QueuesCheck.judge(queues).stream().map(Finding::level).toList();
  }

  private static JsonObject parse(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
