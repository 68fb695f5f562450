package dev.trawl.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@code up} started. */
@Command(
    name = "down",
    description = "Stop all nodes, broker and database. Nothing is lost.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println(Session.open().stack().down() ? "stopped" : "not running");
    return 0;
  }
}
