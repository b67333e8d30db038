package dev.msi4j.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.azure.core.http.HttpPipeline;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

@AnalyzeClasses(packages = "dev.msi4j", importOptions = NoTests.class)
class ArchitectureTests {
  /** Microsoft.Resources is the namespace of Resource Manager itself. */
  private static final Pattern PROVIDER_TYPE_NAME =
      Pattern.compile("(?i)Microsoft\\.(ManagedIdentity|Compute|Network|Authorization)/\\w+");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.msi4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule localDoesNotDependOnClient =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.msi4j", "com.azure..");

  @ArchTest
  static final ArchRule clientDependsOnAzureCoreOnly =
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
              "com.fasterxml.jackson.core..",
              "reactor.core..",
              "org.reactivestreams..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule httpModuleDependsOnAzureCoreAndItsEngineOnly =
      classes()
          .that()
          .resideInAPackage("dev.msi4j.http..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.msi4j.http",
              "java..",
              "javax.net.ssl",
              "com.azure.core..",
              "org.apache.hc.core5..",
              "reactor.core..",
              "org.reactivestreams..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule onlyHttpModuleKnowsItsEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule junitModuleUsesPublicApisOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.junit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.msi4j.local.internal..",
              "com.azure.core.implementation..",
              "com.azure.identity..",
              "io.netty..",
              "okhttp3..");

  /** A library that a user may do without is used by one class, which is loaded on demand. */
  @ArchTest
  static final ArchRule junitModuleIsolatesOptionalLibraries =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.junit..")
          .and(
              not(simpleNameStartingWith("LocalAzureContextCustomizer"))
                  .and(not(simpleName("AccessTokenAssert")))
                  .and(not(simpleName("LocalAzureQuarkusResource")))
                  .and(not(simpleName("SharedTokenCache"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "org.springframework..",
              "org.assertj..",
              "com.microsoft.aad.msal4j..");

  @ArchTest
  static final ArchRule onlyArmTransportSendsRequests =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j")
          .and(not(simpleName("ArmTransport")))
          .should()
          .accessTargetWhere(
              targetOwner(assignableTo(HttpPipeline.class)).and(target(nameStartingWith("send"))));

  @ArchTest
  static final ArchRule onlyStoreDependsOnSql =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.local.internal.store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "..jdbi..", "..hikari..");

  @ArchTest
  static final ArchRule onlyHttpDependsOnJetty =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.local.internal.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..jetty..");

  @ArchTest
  static final ArchRule providersDoNotDependOnEachOther =
      slices().matching("dev.msi4j.local.internal.providers.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule localReadsTimeFromInjectedClock =
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
  static final ArchRule localLowerCasesTextInOnePlace =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toLowerCase", Locale.class);

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("dev.msi4j", "dev.msi4j.http..", "dev.msi4j.local..")
          .and()
          .areStatic()
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule publicClassesAreFinal =
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
          // The exception of the command has a subclass for errors of Resource Manager.
          .and(not(name("dev.msi4j.cli.console.CommandException")))
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.msi4j", "dev.msi4j.http..", "dev.msi4j.junit..", "dev.msi4j.local..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule httpModuleUsesNoImplementationOfAzureCore =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.azure.core.implementation..");

  @ArchTest
  static final ArchRule loggingDoesNotUseJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule onlyDemoDependsOnSamples =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.cli..")
          .and()
          .resideOutsideOfPackage("dev.msi4j.cli.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.msi4j.samples..");

  @ArchTest
  static final ArchRule armDoesNotDependOnProviders =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local.internal.arm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.msi4j.local.internal.providers..");

  @ArchTest
  static final ArchRule armContainsNoTypeNameOfProvider =
      classes()
          .that()
          .resideInAPackage("dev.msi4j.local.internal.arm..")
          .should(containNoTypeNameOfProvider());

  /** The command reuses these internal classes; all other code uses the API of the local Azure. */
  @ArchTest
  static final ArchRule internalPackagesAreUsedByLocalOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.msi4j.local..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.msi4j.local.internal..")
                  .and(not(resideInAPackage("dev.msi4j.local.internal.files..")))
                  .and(not(simpleName("ProxyBypass"))));

  @ArchTest
  static final ArchRule onlyCommandUsesInternalPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.msi4j.local..", "dev.msi4j.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.msi4j.local.internal..");

  @ArchTest
  static final ArchRule constructorsHaveAtMostSevenParameters =
      constructors()
          .that()
          .areDeclaredInClassesThat()
          .areNotRecords()
          .and()
          .areDeclaredInClassesThat()
          .areNotAnonymousClasses()
          .should(haveAtMostSevenParameters());

  private static ArchCondition<JavaClass> containNoTypeNameOfProvider() {
    return new ArchCondition<>("contain no type name of a resource provider") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        PROVIDER_TYPE_NAME
            .matcher(classFile(type))
            .results()
            .forEach(name ->
                events.add(
                    SimpleConditionEvent.violated(type, type.getName() + ": " + name.group())));
      }
    };
  }

  /** Returns the class file as text, one character per byte; ASCII constants are readable. */
  private static String classFile(JavaClass type) {
    try (var bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArchCondition<JavaConstructor> haveAtMostSevenParameters() {
    return new ArchCondition<>("have at most seven parameters") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        // The compiler adds the name and the ordinal to the parameters of an enum's constructor.
        var added = constructor.getOwner().isEnum() ? 2 : 0;
        if (constructor.getRawParameterTypes().size() - added > 7) {
          events.add(SimpleConditionEvent.violated(constructor, constructor.getFullName()));
        }
      }
    };
  }
}
