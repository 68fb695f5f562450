package dev.trawl.systemtest;

import dev.trawl.stack.Api;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * A fetcher that knows docs/asyncapi.yaml and nothing else of the product. It obeys no robots.txt,
 * since the task of its test says so.
 */
final class ForeignFetcher {
  static final String NODE = "elsewhere";

  private final AsyncApi described = AsyncApi.read();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Session session;
  private final MessageConsumer tasks;
  private final MessageProducer results;

  ForeignFetcher(Messaging messaging) throws JMSException {
    session = messaging.transacted();
    tasks = session.createConsumer(session.createQueue("trawl.fetch"));
    results = session.createProducer(session.createTopic("trawl.results"));
  }

  /**
   * Takes one task and sends its results, in one transaction.
   *
   * @return the number of results; 0 if there was no task within a moment
   */
  int work(Duration moment) throws JMSException {
    TextMessage message = (TextMessage) tasks.receive(moment.toMillis());
    if (message == null) {
      return 0;
    }
    described.assertIs("FetchTask", message);
    JsonObject task = Api.parse(message.getText());
    for (JsonObject url : task.getJsonArray("urls").getValuesAs(JsonObject.class)) {
      BytesMessage result = result(task.getString("jobId"), url);
      described.assertHeaders("FetchResult", result);
      results.send(result);
    }
    session.commit();
    return task.getJsonArray("urls").size();
  }

  private BytesMessage result(String job, JsonObject url) throws JMSException {
    Instant start = Instant.now();
    BytesMessage result = session.createBytesMessage();
    result.setStringProperty("jobId", job);
    result.setStringProperty("urlId", url.getString("urlId"));
    result.setStringProperty("url", url.getString("url"));
    result.setIntProperty("attempt", url.getInt("attempt"));
    result.setStringProperty("fetchedAt", start.toString());
    result.setStringProperty("node", NODE);
    fetch(url.getString("url"), result);
    result.setLongProperty("durationMs", Duration.between(start, Instant.now()).toMillis());
    return result;
  }

  private void fetch(String url, BytesMessage result) throws JMSException {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      result.setIntProperty("status", answer.statusCode());
      set(result, "contentType", answer, "Content-Type");
      set(result, "location", answer, "Location");
      boolean large = answer.body().length > 2000;
      if (large) {
        result.setStringProperty("contentEncoding", "gzip");
      }
      result.writeBytes(large ? gzip(answer.body()) : answer.body());
    } catch (IOException e) {
      result.setStringProperty("error", "malformed");
      result.setStringProperty("detail", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void set(
      BytesMessage result, String header, HttpResponse<byte[]> answer, String field)
      throws JMSException {
    String value = answer.headers().firstValue(field).orElse("");
    if (!value.isEmpty()) {
      result.setStringProperty(header, value);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
