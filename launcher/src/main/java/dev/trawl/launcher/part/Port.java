package dev.trawl.launcher.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Where a part listens.
 *
 * @param variable what moves it
 */
record Port(String host, int number, String variable) {

  private static final int MILLISECONDS = 1000;

  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), number), MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether we could listen there ourselves. */
  boolean free() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
