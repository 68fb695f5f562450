package dev.trawl.bench;

import dev.trawl.site.ServerProcess;
import dev.trawl.stack.Ports;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many hosts, served by a process of its own. */
final class HostProcess implements AutoCloseable {

  private final ServerProcess process;
  private final int port;

  private HostProcess(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Serves so many hosts on a free port, of which the last ones are slow. */
  static HostProcess start(int hosts, int slow) {
    int port = Ports.free(1).get(0);
    List<String> arguments =
        List.of(Integer.toString(port), Integer.toString(hosts), Integer.toString(slow));
    return new HostProcess(
        ServerProcess.start(HostServer.class.getName(), "128m", arguments), port);
  }

  /** So many pages of each of the first hosts; another folder has other pages. */
  String[] urls(String folder, int hosts, int pages) {
    return urls(folder, 0, hosts, pages).toArray(String[]::new);
  }

  /** The same of the hosts with these numbers. */
  Stream<String> urls(String folder, int from, int to, int pages) {
    return IntStream.range(0, pages)
        .boxed()
        .flatMap(page -> IntStream.range(from, to).mapToObj(host -> url(host, folder, page)));
  }

  /** Slow answers under way. */
  int slowUnderWay() {
    return Integer.parseInt(process.ask("slow"));
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
