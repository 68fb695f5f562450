package dev.trawl.bench;

import dev.trawl.site.ServerProcess;
import dev.trawl.stack.Ports;
import java.util.List;
import java.util.stream.IntStream;

/** Many hosts, served by a process of its own. */
final class HostProcess implements AutoCloseable {

  private final ServerProcess process;
  private final int port;

  private HostProcess(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Serves so many hosts on a free port. */
  static HostProcess start(int hosts) {
    int port = Ports.free(1).get(0);
    List<String> arguments = List.of(Integer.toString(port), Integer.toString(hosts));
    return new HostProcess(
        ServerProcess.start(HostServer.class.getName(), "128m", arguments), port);
  }

  /** So many pages of each of the first hosts; another folder has other pages. */
  String[] urls(String folder, int hosts, int pages) {
    return IntStream.range(0, pages)
        .boxed()
        .flatMap(page -> IntStream.range(0, hosts).mapToObj(host -> url(host, folder, page)))
        .toArray(String[]::new);
  }

  private String url(int host, String folder, int page) {
    return "http://" + HostServer.address(host) + ":" + port + "/" + folder + "/" + page;
  }

  /** Visits since the last {@link #take}. */
  int count() {
    return Integer.parseInt(process.ask("count"));
  }

  /** All visits since the last time. */
  List<Visit> take() {
    return process.askForLines("take").stream().map(Visit::ofLine).toList();
  }

  @Override
  public void close() {
    process.close();
  }
}
