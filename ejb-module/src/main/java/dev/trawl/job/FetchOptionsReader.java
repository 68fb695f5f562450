package dev.trawl.job;

import dev.trawl.http.RequestFields;
import dev.trawl.message.FetchTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a job's requests are made. */
final class FetchOptionsReader {
  private static final String FETCH = "fetch";
  private static final int MOST_HEADERS = 50;
  private static final int LONGEST_HEADER = 4_096;
  private static final int FASTEST = 1_000_000_000;

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  /** Less than a task's lease, which is {@code Tasks.SENT}. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private FetchOptionsReader() {}

  static FetchOptions read(Fields root, CredentialsReader.Reading credentials) {
    Fields fetch =
        root.object(FETCH, Set.of("times", "headers", "cookies", CredentialsReader.CREDENTIALS));
    return new FetchOptions(times(fetch), headers(fetch), cookies(fetch), credentials.of(fetch));
  }

  private static FetchTimes times(Fields fetch) {
    Fields times =
        fetch.object(
            "times", Set.of("connect", "firstByte", "answer", "lowestSpeed", "speedWindow"));
    return new FetchTimes(
        times.duration("connect", LEAST, LONGEST_SILENCE),
        times.duration("firstByte", LEAST, LONGEST_SILENCE),
        times.duration("answer", LEAST, LONGEST_ANSWER),
        times.number("lowestSpeed", 0, FASTEST).map(Long::intValue),
        times.duration("speedWindow", LEAST, LONGEST_SILENCE));
  }

  private static Map<String, String> headers(Fields fetch) {
    Map<String, String> headers = fetch.map("headers", MOST_HEADERS, LONGEST_HEADER);
    headers.forEach(
        (name, value) ->
            problem(name, value).ifPresent(what -> fetch.wrong("headers." + name, what)));
    return headers;
  }

  private static boolean cookies(Fields fetch) {
    return fetch.choice("cookies", "off", List.of("off", "job")).equals("job");
  }

  private static Optional<String> problem(String name, String value) {
    return RequestFields.problem(name, value);
  }
}
