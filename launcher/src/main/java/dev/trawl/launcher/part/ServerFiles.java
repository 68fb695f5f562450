package dev.trawl.launcher.part;

import java.nio.file.Path;

/**
 * What the server reads when it starts.
 *
 * @param folder where the files are
 */
record ServerFiles(Path folder) {

  Path commands() {
    return folder.resolve("preboot.txt");
  }

  Path logging() {
    return folder.resolve("logging.properties");
  }

  void write(String address, LogFormat format) {
    Folders.write(
        commands(),
        // The server has no option for the address.
        """
        set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s
        """
            .formatted(address));
    Folders.write(
        logging(),
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=FINE
        java.util.logging.ConsoleHandler.formatter=%s
        .level=INFO
        # Java's own trust store comes with certificates that have expired since; each is a page of warning.
        javax.enterprise.system.security.ssl.level=SEVERE
        # Warns of settings that it nevertheless hands to the adapter by other means.
        javax.enterprise.resource.resourceadapter.com.sun.enterprise.connectors.util.level=SEVERE
        """
            .formatted(format.formatter()));
  }
}
