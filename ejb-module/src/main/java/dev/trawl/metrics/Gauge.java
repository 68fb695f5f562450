package dev.trawl.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A state that is looked at when somebody scrapes.
 *
 * @param name in Prometheus's way, with its unit
 * @param help one sentence
 * @param labels beside node and roles; the same names wherever the metric has this name
 * @param value answers at once; NaN where it is not known
 */
public record Gauge(String name, String help, Map<String, String> labels, DoubleSupplier value) {
  /** One without labels of its own. */
  public Gauge(String name, String help, DoubleSupplier value) {
    this(name, help, Map.of(), value);
  }
}
