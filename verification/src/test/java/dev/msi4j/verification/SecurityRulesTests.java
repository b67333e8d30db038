package dev.msi4j.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
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

/** What keeps secrets and tokens where they belong, whoever writes the next class. */
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

  @ArchTest
  static final ArchRule noClassDecidesWhichCertificatesAreGood =
      noClasses()
          .should()
          .beAssignableTo(TrustManager.class)
          .orShould()
          .beAssignableTo(HostnameVerifier.class);

  /**
   * Its constructors take what no two parsers understand alike, and its equals asks the network.
   */
  @ArchTest
  static final ArchRule noClassMakesUrlsOfText =
      noClasses()
          .should()
          .callConstructor(URL.class, String.class)
          .orShould()
          .callConstructor(URL.class, URL.class, String.class);

  @ArchTest
  static final ArchRule noClassReadsSerializedObjects =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

  @ArchTest
  static final ArchRule theLocalAzureGuessesNothing =
      noClasses()
          .that()
          .resideInAPackage("dev.msi4j.local..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .because("what it makes by chance are ids and secrets");

  @ArchTest
  static final ArchRule onlyTheCommandStartsProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.msi4j.cli..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProcessBuilder.class);

  @ArchTest
  static final ArchRule recordsWithSecretsLeaveThemOutOfTheirStringForm =
      classes().that().areRecords().should(nameTheirOwnStringFormIfTheyHoldSecrets());

  private static ArchCondition<JavaClass> nameTheirOwnStringFormIfTheyHoldSecrets() {
    return new ArchCondition<>("have a toString of their own if they hold secrets") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        record.getFields().stream()
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

  /** The call by which javac has the string form made has this descriptor, and no other has. */
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
