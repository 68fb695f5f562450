package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.HeaderLines;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an answer says of a host that was in trouble. */
@Timeout(60)
class HostTroubleTest extends OnPages {
  HostTroubleTest() throws SQLException {}

  private void answerAfterTrouble(int status) {
    open(job, "/a");
    Sql.update(connection, "UPDATE host SET trouble = 'the proxy is away'");
    settle(job, "/a", status, HTML, Optional.empty(), HeaderLines.NONE, "");
  }

  private long hosts(String which) {
    return TestDatabase.number(connection, "SELECT count(*) FROM host WHERE " + which);
  }

  @Test
  void aGoodOneForgetsAlsoWhatDidNotCountAgainstTheHost() {
    answerAfterTrouble(200);
    assertThat(hosts("trouble IS NULL")).isEqualTo(1);
  }

  @Test
  void anotherBadOneTakesItsPlace() {
    answerAfterTrouble(503);
    assertThat(hosts("trouble = 'status 503' AND failures = 1")).isEqualTo(1);
  }
}
