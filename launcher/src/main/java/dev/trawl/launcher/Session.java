package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.part.Home;
import dev.trawl.launcher.part.Settings;
import dev.trawl.launcher.part.Stack;
import dev.trawl.launcher.part.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What every command starts from: the environment, and the folder that the user stands in. */
record Session(Settings settings, Stack stack) {

  static Session open() {
    Settings settings = Settings.of(System.getenv(), Path.of(System.getProperty("user.dir", "")));
    Home home = new Home(Path.of(System.getProperty("trawl.home", ".")).toAbsolutePath());
    return new Session(
        settings, new Stack(home, settings, sentence -> Output.say(sentence + " …")));
  }

  Path tokenFile() {
    return settings.data().resolve("admin.token");
  }

  /**
   * @throws Trouble if there is no token
   */
  Api api() {
    return new Api(settings.address(), token());
  }

  private String token() {
    Optional<String> given = Optional.ofNullable(settings.environment().get("TRAWL_ADMIN_TOKEN"));
    if (given.isPresent() && !given.get().isBlank()) {
      return given.get().strip();
    }
    try {
      return Files.readString(tokenFile()).strip();
    } catch (IOException e) {
      throw Trouble.failed(
          "There is no token in " + tokenFile() + "; start Trawl by ./trawl up first.", e);
    }
  }
}
