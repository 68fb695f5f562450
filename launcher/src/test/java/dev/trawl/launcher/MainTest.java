package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @ParameterizedTest
  @CsvSource({
    "--help, 0",
    "why, 2",
    "why some-job, 2",
    "up --nodes=17, 2",
    "up --nodes 0, 2",
    "up --nodes many, 2",
    "restart --node 0, 2",
    "crawl, 2",
    "crawl http://a/ --within world, 2",
    "crawl http://a/ --delay soon, 2",
    "crawl http://a/ --revisit yesterday, 2",
    "crawl --revisit 78d285de-6bdb-4124-9422-33fc5eb455f9, 2",
    "crawl http://a/ --out /no/such/folder/x, 2",
    "job, 2",
    "sail, 2"
  })
  void wrongUseEndsWithTwo(String line, int status) {
    assertThat(Main.run(line.split(" "))).isEqualTo(status);
  }
}
