package dev.msi4j.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.TrustManager;

/** Architecture rules that protect secrets and tokens. */
@AnalyzeClasses(packages = "dev.msi4j", importOptions = NoTests.class)
class SecurityRulesTests {
  private static final Pattern SECRET =
      Pattern.compile("(?i)\\w*secret|\\w*password|hash|keys|body|content|variables|environment");

  private static final Set<Class<?>> TEXTS = Set.of(String.class, List.class, Map.class);

  @ArchTest
  static final ArchRule oneClassComparesSecrets =
      noClasses()
          .that(not(simpleName("ConstantTime")))
          .should()
          .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

  /**
   * The trust manager of the test kit only asks others, each of which validates certificates: that
   * of the JDK and those of the running servers.
   */
  @ArchTest
  static final ArchRule noClassImplementsCertificateValidation =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.msi4j.junit.LocalTrustManager")
          .should()
          .beAssignableTo(TrustManager.class)
          .orShould()
          .beAssignableTo(HostnameVerifier.class);

  /** URL parsers differ in ambiguous input, and {@code URL.equals} resolves host names. */
  @ArchTest
  static final ArchRule noClassParsesUrls =
      noClasses()
          .should()
          .callConstructor(URL.class, String.class)
          .orShould()
          .callConstructor(URL.class, URL.class, String.class);

  @ArchTest
  static final ArchRule noClassDeserializesObjects =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

  @ArchTest
  static final ArchRule localAzureUsesSecureRandomOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .because("its random values are ids and secrets");

  @ArchTest
  static final ArchRule onlyCommandStartsProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.msi4j.cli..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProcessBuilder.class);

  @ArchTest
  static final ArchRule recordsWithSecretsOverrideToString =
      classes().that().areRecords().should(overrideToStringIfTheyContainSecrets());

  private static ArchCondition<JavaClass> overrideToStringIfTheyContainSecrets() {
    return new ArchCondition<>("override toString if they contain secrets") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        record.getFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .filter(SecurityRulesTests::mayBeSecret)
            .filter(field -> isStringFormGenerated(record))
            .forEach(field ->
                events.add(
                    SimpleConditionEvent.violated(
                        record, record.getName() + " prints its component " + field.getName())));
      }
    };
  }

  private static boolean mayBeSecret(JavaField field) {
    return SECRET.matcher(field.getName()).matches()
        && TEXTS.stream().anyMatch(text -> field.getRawType().isEquivalentTo(text));
  }

  /**
   * Returns whether javac generated toString: only the invokedynamic call of a generated method has
   * this descriptor.
   */
  private static boolean isStringFormGenerated(JavaClass record) {
    var source = record.getSource().orElseThrow().getUri();
    var call = "(L" + record.getName().replace('.', '/') + ";)Ljava/lang/String;";
    try (var bytes = source.toURL().openStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1).contains(call);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
