package dev.trawl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The floors of the house: who may call whom, and who may know which technique. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String BASE = "dev.trawl.";

  /** From the ground. A package uses lower floors only, never a neighbour on its own. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("credential"),
          List.of("url", "config", "batch"),
          List.of("metrics"),
          List.of("database", "body"),
          List.of("http", "scope", "parse", "sitemap", "message", "access", "cluster"),
          List.of("robots", "cookie", "poison", "flow"),
          List.of("host"),
          List.of("job", "fetch"),
          List.of("frontier"),
          List.of("page"),
          List.of("document"));

  private static final String[] JMS = {"jakarta.jms.."};

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.trawl");

  private static String[] packages(Stream<String> names) {
    return names.map(name -> BASE + name + "..").toArray(String[]::new);
  }

  @Test
  void theRulesSeeClassesOfEveryPackageAndKnowAFloorForEach() {
    List<String> known = FLOORS.stream().flatMap(List::stream).toList();
    assertThat(known)
        .allSatisfy(
            name ->
                assertThat(classes.that(resideInAPackage(BASE + name)))
                    .as(name)
                    .hasSizeGreaterThan(2));
    assertThat(classes)
        .allSatisfy(
            one -> assertThat(known).contains(one.getPackageName().substring(BASE.length())));
  }

  @Test
  void aPackageUsesOnlyLowerFloors() {
    List<String> above = new ArrayList<>();
    for (int floor = FLOORS.size() - 1; floor >= 0; floor--) {
      List<String> here = FLOORS.get(floor);
      for (String name : here) {
        List<String> forbidden = new ArrayList<>(above);
        here.stream().filter(neighbour -> !neighbour.equals(name)).forEach(forbidden::add);
        if (!forbidden.isEmpty()) {
          noClasses()
              .that()
              .resideInAPackage(BASE + name)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(forbidden.stream()))
              .because("code calls upstream or a leaf; downstream is told by a message")
              .check(classes);
        }
      }
      above.addAll(here);
    }
  }

  @Test
  void fetchCanBeReplacedByAProgramInAnyLanguage() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "fetch")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(Stream.of("job", "frontier", "page")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "jakarta.persistence..")
        .check(classes);
  }

  @Test
  void theLeavesKnowNoContainer() {
    noClasses()
        .that()
        .resideInAnyPackage(
            packages(
                Stream.of(
                    "url",
                    "batch",
                    "http",
                    "scope",
                    "parse",
                    "sitemap",
                    "robots",
                    "cookie",
                    "credential")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta..")
        .check(classes);
  }

  @Test
  void thereAreNoCircles() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(classes);
  }

  /** {@code Infrastructure} looks at the broker's exceptions, and at nothing else of it. */
  @Test
  void onlyMessageAndConsumersKnowJms() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "message")
        .and()
        .haveSimpleNameNotEndingWith("Consumer")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(JMS)
                .and(
                    describe(
                        "are no exceptions",
                        (JavaClass type) -> !type.isAssignableTo(Exception.class))))
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "message", BASE + "database")
        .and()
        .haveSimpleNameNotEndingWith("Consumer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JMS)
        .check(classes);
  }

  @Test
  void aConsumerIsAMessageDrivenBeanAndTheOtherWayRound() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.ejb.MessageDriven")
        .should()
        .haveSimpleNameEndingWith("Consumer")
        .check(classes);
    classes()
        .that()
        .haveSimpleNameEndingWith("Consumer")
        .should()
        .beAnnotatedWith("jakarta.ejb.MessageDriven")
        .check(classes);
  }

  @Test
  void onlyMetricsKnowsHowTheyArePublished() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "metrics")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.microprofile..")
        .check(classes);
  }

  @Test
  void restIsElsewhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..")
        .check(classes);
  }

  @Test
  void statementsAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "database")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.sql\\.(Prepared|Callable)?Statement|java\\.sql\\.DriverManager")
        .check(classes);
  }

  @Test
  void theDatabaseIsKnownOnlyWhereTablesAre() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            packages(
                Stream.of(
                    "database",
                    "message",
                    "access",
                    "cluster",
                    "poison",
                    "flow",
                    "host",
                    "job",
                    "frontier",
                    "page",
                    "document")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage(BASE + "message")
        .and()
        .doNotHaveSimpleName("EventNumbers")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "jakarta.persistence..")
        .because("messages are sent after the commit, never inside a database transaction")
        .check(classes);
  }

  @Test
  void nothingWritesToTheStandardStreams() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    noClasses().should().callMethodWhere(target(name("printStackTrace"))).check(classes);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(classes);
  }
}
