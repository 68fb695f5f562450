package dev.trawl.message;

import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages without a broker: an id and properties, and nothing else. */
public final class FakeMessages {
  private FakeMessages() {}

  /** A delivery of such a message. */
  public static Delivery delivery(
      String origin, @Nullable String id, int count, Map<String, Object> properties) {
    Message message =
        (Message)
            Proxy.newProxyInstance(
                FakeMessages.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getJMSMessageID" -> id;
                      case "getJMSTimestamp" -> 4711L;
                      case "propertyExists" -> true;
                      case "getIntProperty" -> count;
                      case "getObjectProperty" -> properties.get(String.valueOf(arguments[0]));
                      case "getPropertyNames" ->
                          java.util.Collections.enumeration(properties.keySet());
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return Delivery.of(message, origin);
  }
}
