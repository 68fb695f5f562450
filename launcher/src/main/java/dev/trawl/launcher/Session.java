package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.part.Home;
import dev.trawl.launcher.part.Settings;
import dev.trawl.launcher.part.Stack;
import dev.trawl.launcher.part.Trouble;
import java.nio.file.Path;

/** What every command starts from: the environment, and the folder that the user stands in. */
record Session(Settings settings, Stack stack) {

  static Session open() {
    Settings settings = Settings.of(System.getenv(), Path.of(System.getProperty("user.dir", "")));
    Home home = new Home(Path.of(System.getProperty("trawl.home", ".")).toAbsolutePath());
    return new Session(
        settings, new Stack(home, settings, sentence -> Output.say(sentence + " …")));
  }

  /**
   * @throws Trouble if there is no token
   */
  Api api() {
    return new Api(settings.address(), token());
  }

  private String token() {
    return settings
        .token()
        .orElseThrow(
            () ->
                Trouble.failed(
                    "There is no token in "
                        + settings.tokenFile()
                        + "; start Trawl by ./trawl up first. If the database's token was generated on another"
                        + " machine, copy its admin.token there."));
  }
}
