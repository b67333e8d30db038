package dev.msi4j.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.azure.core.http.HttpPipeline;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

@AnalyzeClasses(packages = "dev.msi4j", importOptions = NoTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.msi4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theLocalAzureDoesNotKnowTheClient =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.msi4j", "com.azure..");

  @ArchTest
  static final ArchRule theClientKnowsAzureCoreAndNothingElse =
      classes()
          .that()
          .resideInAPackage("dev.msi4j")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.msi4j",
              "java..",
              "com.azure.core..",
              "com.azure.json..",
              "reactor.core..",
              "org.reactivestreams..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule onlyTheTransportSends =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j")
          .and(not(simpleName("ArmTransport")))
          .should()
          .accessTargetWhere(
              targetOwner(assignableTo(HttpPipeline.class)).and(target(nameStartingWith("send"))));

  @ArchTest
  static final ArchRule onlyTheDemoDependsOnSamples =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.cli..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.cli.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.msi4j.samples..");

  @ArchTest
  static final ArchRule onlyTheStoreKnowsSql =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.local.internal.store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer..");

  @ArchTest
  static final ArchRule onlyTheFrontKnowsTheServerLibrary =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.local.internal.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule providersDoNotKnowEachOther =
      slices().matching("dev.msi4j.local.internal.providers.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule theLocalAzureHasOneClock =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule theLocalAzureLowersLettersInOnePlace =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toLowerCase", Locale.class);

  @ArchTest
  static final ArchRule noStateIsStatic =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("dev.msi4j", "dev.msi4j.local..")
          .and()
          .areStatic()
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule publicClassesAreNotMadeToBeExtended =
      classes()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and(not(assignableTo("dev.msi4j.local.internal.http.ErrorResponseException")))
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule onlyProgramsPrint =
      noClasses()
          .that()
          .resideInAnyPackage("dev.msi4j", "dev.msi4j.local..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule loggingIsSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
