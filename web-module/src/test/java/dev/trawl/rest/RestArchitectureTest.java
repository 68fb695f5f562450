package dev.trawl.rest;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** REST is the top floor: it calls the crawler, and nobody calls it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestArchitectureTest {
  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.trawl");
  private final JavaClasses rest = all.that(resideInAPackage("dev.trawl.rest"));

  @Test
  void theRulesSeeTheClassesOfRestAndOfTheCrawler() {
    assertThat(rest).hasSizeGreaterThan(15);
    assertThat(all.that(resideInAPackage("dev.trawl.frontier"))).hasSizeGreaterThan(15);
  }

  @Test
  void onlyRestKnowsJaxRs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trawl.rest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(all);
  }

  @Test
  void nobodyCallsRest() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trawl.rest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.trawl.rest")
        .check(all);
  }

  /** No logic here: no broker, no tables, no fetching, no parsing. */
  @Test
  void restKnowsTheCrawlersVerbsAndNotItsWorks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.jms..",
            "jakarta.persistence..",
            "dev.trawl.fetch",
            "dev.trawl.http",
            "dev.trawl.robots",
            "dev.trawl.parse",
            "dev.trawl.batch")
        .check(rest);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.trawl\\.host\\.(?!HostDirectory|HostStatus|HostQueueStatus|Manners).*")
        .because("hosts are looked at, and changed through the frontier")
        .check(rest);
    noClasses()
        .that()
        .doNotHaveSimpleName("Health")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .because("health asks for a connection, and makes no statement")
        .check(rest);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.sql\\.(Prepared|Callable)?Statement|dev\\.trawl\\.database\\.Sql")
        .check(rest);
  }

  @Test
  void nothingWritesToTheStandardStreams() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(rest);
    noClasses().should().callMethodWhere(target(name("printStackTrace"))).check(rest);
  }
}
