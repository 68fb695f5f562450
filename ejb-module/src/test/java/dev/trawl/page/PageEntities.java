package dev.trawl.page;

import dev.trawl.database.Sql;
import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the container's EntityManager does with pages, on one connection. */
final class PageEntities {
  private PageEntities() {}

  static EntityManager on(Connection connection) {
    return (EntityManager)
        Proxy.newProxyInstance(
            PageEntities.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "unwrap" -> connection;
                  case "persist" -> insert(connection, (Page) arguments[0]);
                  case "flush" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static @Nullable Object insert(Connection connection, Page page)
      throws IllegalAccessException {
    List<String> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : Page.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        field.setAccessible(true);
        columns.add(
            Optional.ofNullable(field.getAnnotation(Column.class))
                .map(Column::name)
                .orElse(field.getName()));
        values.add(field.get(page));
      }
    }
    Sql.update(
        connection,
        "INSERT INTO page ("
            + String.join(", ", columns)
            + ") VALUES (?"
            + ", ?".repeat(columns.size() - 1)
            + ")",
        values.toArray());
    return null;
  }
}
