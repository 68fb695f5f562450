package dev.trawl.launcher.client;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why pages of a job failed, counted from its export. */
public final class Failures {

  private Failures() {}

  /** Reason or status, and how often. */
  public static Map<String, Long> of(Api api, Job job) {
    Map<String, Long> reasons = new TreeMap<>();
    if (job.counters().failed() == 0) {
      return reasons;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(api.export(job.id(), "jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reason(line).ifPresent(reason -> reasons.merge(reason, 1L, Long::sum));
      }
    } catch (IOException e) {
      throw new Unreachable(e);
    }
    return reasons;
  }

  static Optional<String> reason(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      JsonObject page = reader.readObject();
      Optional<String> error = Optional.ofNullable(page.getString("error", null));
      int status = page.getInt("status", 0);
      return error.or(
          () -> status >= 400 ? Optional.of(Integer.toString(status)) : Optional.empty());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
