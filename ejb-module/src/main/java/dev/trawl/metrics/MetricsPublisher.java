package dev.trawl.metrics;

import dev.trawl.config.Role;
import dev.trawl.config.TrawlConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Brings catalogue and gauges to MicroProfile Metrics, each series with node and roles. A spread
 * becomes the three families of a Prometheus histogram; MicroProfile's own histograms keep a
 * sample, whose buckets do not only rise.
 */
@ApplicationScoped
public class MetricsPublisher {
  @Inject MetricRegistry registry;
  @Inject TrawlConfig config;

  @PostConstruct
  void publish() {
    for (Count count : Meters.counts()) {
      count.bind(registry.counter(metadata(count.name(), count.help()), tags(count.labels()))::inc);
    }
    Meters.spreads().forEach(this::publish);
  }

  /** Somebody who starts has a state to show. */
  public void show(@Observes Gauge gauge) {
    register(gauge.name(), gauge.help(), gauge.labels(), gauge.value());
  }

  private void publish(Spread spread) {
    List<String> bounds = spread.bounds();
    IntStream.range(0, bounds.size())
        .forEach(
            i ->
                register(
                    spread.name() + "_bucket",
                    spread.help(),
                    Map.of("le", bounds.get(i)),
                    () -> spread.atMost(i)));
    register(spread.name() + "_sum", spread.help(), Map.of(), spread::sum);
    register(spread.name() + "_count", spread.help(), Map.of(), spread::count);
  }

  private void register(
      String name, String help, Map<String, String> labels, DoubleSupplier value) {
    registry.gauge(metadata(name, help), value::getAsDouble, tags(labels));
  }

  private static Metadata metadata(String name, String help) {
    return Metadata.builder().withName(name).withDescription(help).build();
  }

  private Tag[] tags(Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("node", config.node());
    all.put(
        "roles",
        config.roles().stream()
            .sorted()
            .map(Role::name)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",")));
    return new TreeMap<>(all)
        .entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toArray(Tag[]::new);
  }
}
