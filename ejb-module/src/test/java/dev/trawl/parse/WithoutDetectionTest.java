package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Detection costs the ordinary site nothing: its pages are parsed where ICU's detector cannot even
 * be loaded.
 */
class WithoutDetectionTest {
  private static final String DETECTOR = "com.ibm.icu.text.CharsetDetector";

  private final ClassLoader classes =
      new WithoutDetector(WithoutDetectionTest.class.getClassLoader());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=klingon",
        "text/html; charset=utf-16"
      })
  void pagesInAsciiAndUtf8AreNotDetected(String contentType) throws Exception {
    assertThat(parse(contentType, "<title>Plain</title>".getBytes(US_ASCII))).contains("Plain");
    for (LegacyPage page : LegacyPage.values()) {
      assertThat(parse(contentType, page.html("").getBytes(UTF_8))).contains(page.title());
    }
  }

  @Test
  void neitherArePagesWithARightLabel() throws Exception {
    for (LegacyPage page : LegacyPage.values()) {
      String contentType = "text/html; charset=" + page.encoding();
      assertThat(parse(contentType, page.bytes())).contains(page.title());
    }
  }

  @Test
  void othersAre() {
    assertThatThrownBy(() -> parse("text/html", LegacyPage.RUSSIAN.bytes()))
        .isInstanceOf(InvocationTargetException.class)
        .hasRootCauseInstanceOf(ClassNotFoundException.class)
        .hasRootCauseMessage(DETECTOR);
  }

  /** What a crawler without the detector makes of a page. */
  private String parse(String contentType, byte[] body) throws Exception {
    Class<?> urls = classes.loadClass(CrawlUrl.class.getName());
    Optional<?> url = (Optional<?>) urls.getMethod("parse", String.class).invoke(null, "http://h/");
    return classes
        .loadClass(HtmlParser.class.getName())
        .getMethod("parse", urls, Optional.class, byte[].class, String.class)
        .invoke(null, url.orElseThrow(), Optional.of(contentType), body, "trawl")
        .toString();
  }

  private static final class WithoutDetector extends ClassLoader {
    WithoutDetector(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(DETECTOR)) {
        throw new ClassNotFoundException(name);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith("dev.trawl.") ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] octets = file.readAllBytes();
        return defineClass(name, octets, 0, octets.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
