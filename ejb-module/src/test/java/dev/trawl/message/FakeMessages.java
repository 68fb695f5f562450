package dev.trawl.message;

import jakarta.jms.BytesMessage;
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
    return Delivery.of(message(Message.class, id, count, 0, properties), origin);
  }

  /** The same of one with a body of so many bytes. */
  public static Delivery ofBytes(String origin, String id, int count, long length) {
    return Delivery.of(message(BytesMessage.class, id, count, length, Map.of()), origin);
  }

  private static <T extends Message> T message(
      Class<T> type, @Nullable String id, int count, long length, Map<String, Object> properties) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeMessages.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getJMSMessageID" -> id;
                  case "getJMSTimestamp" -> 4711L;
                  case "getBodyLength" -> length;
                  case "propertyExists" -> true;
                  case "getIntProperty" -> count;
                  case "getObjectProperty" -> properties.get(String.valueOf(arguments[0]));
                  case "getPropertyNames" -> java.util.Collections.enumeration(properties.keySet());
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }
}
