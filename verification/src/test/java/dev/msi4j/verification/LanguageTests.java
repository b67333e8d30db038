package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import dev.msi4j.cli.Msi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Tests the language of public Javadoc, identifiers, help texts, comments and documents. */
class LanguageTests {
  private static final Pattern EXPORTED =
      Pattern.compile(
          "client/src/main/java/dev/msi4j/(federation/)?\\w+\\.java"
              + "|local/src/main/java/dev/msi4j/local/\\w+\\.java"
              + "|transport/src/main/java/dev/msi4j/http/\\w+\\.java"
              + "|junit/src/main/java/dev/msi4j/junit/\\w+\\.java");

  private static final Pattern PRONOUN_OPENING =
      Pattern.compile("(What|Who|Whose|Whom|Which|That|How|Where|When|Whether|Why|It|Its)\\b.*");

  /** A third-person verb such as "Lists", but not an imperative such as "Process". */
  private static final Pattern THIRD_PERSON_OPENING = Pattern.compile("\\w*[^s\\W]s\\b.*");

  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final Pattern TEXT_FILE = Pattern.compile(".*\\.(java|md|xml|ya?ml|sh|html)");

  /** Quotations of messages of the JDK and of Azure, and a method of the JDK, in lower case. */
  private static final Pattern QUOTATION =
      Pattern.compile("connection refused|publishers.nobody|guest agent is running|\"guest\\b");

  private static final String TYPE = "type ";

  @Test
  void publicJavadocDoesNotOpenWithPronoun() {
    var sources = JavaSources.parse(path -> EXPORTED.matcher(path).matches());
    var summaries = new ArrayList<String>();
    sources.units().forEach(unit -> new PublicJavadoc(sources, unit, summaries).scan(unit, null));

    assertThat(summaries).hasSizeGreaterThan(300);
    assertThat(summaries)
        .filteredOn(each -> opensWith(PRONOUN_OPENING, each.substring(each.indexOf(": ") + 2)))
        .isEmpty();
  }

  @Test
  void identifiersContainNoBannedWord() {
    var identifiers = new Identifiers();
    JavaSources.parse(path -> true).units().forEach(unit -> identifiers.scan(unit, unit));

    assertThat(identifiers.count).isGreaterThan(10_000);
    assertThat(identifiers.violations).isEmpty();
  }

  @Test
  void textContainsNoBannedWord() throws IOException {
    var banned = Pattern.compile("\\b(" + bannedWords(line -> !line.startsWith(TYPE)) + ")\\b");
    List<Path> texts;
    try (var files = Files.walk(JavaSources.ROOT)) {
      texts =
          files
              .filter(file -> TEXT_FILE.matcher(file.toString()).matches())
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
    }

    assertThat(texts).hasSizeGreaterThan(500);
    assertThat(texts).flatMap(file -> words(banned, file)).isEmpty();
  }

  private static List<String> words(Pattern banned, Path file) {
    return banned
        .matcher(QUOTATION.matcher(read(file)).replaceAll(""))
        .results()
        .map(word -> JavaSources.relative(file) + ": " + word.group())
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void commandSummariesAreImperativeOneLiners() throws ReflectiveOperationException {
    var commands = commands(msi().getCommandSpec()).toList();

    assertThat(commands).hasSizeGreaterThan(30);
    assertThat(commands)
        .filteredOn(command -> !command.usageMessage().hidden())
        .filteredOn(command -> !isImperativeOneLiner(command.usageMessage().description()))
        .extracting(LanguageTests::text)
        .isEmpty();
  }

  @Test
  void optionDescriptionsAreNounPhrases() throws ReflectiveOperationException {
    var options = commands(msi().getCommandSpec()).flatMap(LanguageTests::arguments).toList();

    assertThat(options).hasSizeGreaterThan(50);
    assertThat(options)
        .filteredOn(option -> !option.hidden())
        .filteredOn(option -> !isNounPhrase(String.join(" ", option.description())))
        .extracting(LanguageTests::text)
        .isEmpty();
  }

  private static Pattern bannedWords(Predicate<String> condition) {
    try (var list = LanguageTests.class.getResourceAsStream("banned-words.txt")) {
      var text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile(
          text.lines()
              .filter(line -> !line.startsWith("#") && condition.test(line))
              .map(line -> line.replaceFirst("^" + TYPE, ""))
              .collect(Collectors.joining("|")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks the summary, which is the first paragraph of a description. */
  private static boolean isImperativeOneLiner(String... description) {
    return description.length > 0
        && !description[0].isBlank()
        && !description[0].contains("%n")
        && !description[0].endsWith(".")
        && !opensWith(PRONOUN_OPENING, description[0])
        && !opensWith(THIRD_PERSON_OPENING, description[0]);
  }

  private static boolean isNounPhrase(String description) {
    return !description.isBlank()
        && !description.endsWith(".")
        && !opensWith(PRONOUN_OPENING, description);
  }

  private static boolean opensWith(Pattern opening, String text) {
    return opening.matcher(text.replaceAll("\\s+", " ")).matches();
  }

  private static Stream<CommandSpec> commands(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream()
            .distinct()
            .flatMap(each -> commands(each.getCommandSpec())));
  }

  private static Stream<ArgSpec> arguments(CommandSpec command) {
    return command.args().stream();
  }

  private static String text(CommandSpec command) {
    return command.qualifiedName()
        + ": "
        + String.join(" / ", command.usageMessage().description());
  }

  private static String text(ArgSpec argument) {
    var name =
        argument instanceof CommandLine.Model.OptionSpec option
            ? option.longestName()
            : argument.paramLabel();
    return argument.command().qualifiedName()
        + " "
        + name
        + ": "
        + String.join(" / ", argument.description());
  }

  /** Returns the command line of msi, which is not visible outside of its package. */
  private static CommandLine msi() throws ReflectiveOperationException {
    var commandLine =
        find(
            Msi.class,
            method ->
                method.getReturnType() == CommandLine.class && method.getParameterCount() == 1);
    var environmentType = commandLine.getParameterTypes()[0];
    var environment =
        find(
            environmentType,
            method -> method.getReturnType() == environmentType && method.getParameterCount() == 0);
    return (CommandLine) Objects.requireNonNull(commandLine.invoke(null, environment.invoke(null)));
  }

  private static Method find(Class<?> type, Predicate<Method> condition) {
    var found =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> !method.isSynthetic())
            .filter(condition)
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    return found;
  }

  /** Collects the summary sentences of public and protected types, methods and fields. */
  private static final class PublicJavadoc extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final JavaSources sources;
    private final CompilationUnitTree unit;
    private final List<String> summaries;

    PublicJavadoc(JavaSources sources, CompilationUnitTree unit, List<String> summaries) {
      this.sources = sources;
      this.unit = unit;
      this.summaries = summaries;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (!isPublic(type.getModifiers())) {
        return null;
      }
      add(type.getSimpleName());
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      if (isPublic(method.getModifiers()) || isInInterface()) {
        add(method.getName());
      }
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable Void unused) {
      if (isPublic(field.getModifiers()) || isInInterface()) {
        add(field.getName());
      }
      return null;
    }

    private boolean isInInterface() {
      return Objects.requireNonNull(getCurrentPath().getParentPath()).getLeaf().getKind()
          == Tree.Kind.INTERFACE;
    }

    private static boolean isPublic(ModifiersTree modifiers) {
      return modifiers.getFlags().stream()
          .anyMatch(flag -> flag.toString().matches("public|protected"));
    }

    private void add(Name name) {
      var comment = sources.docTrees().getDocCommentTree(getCurrentPath());
      if (comment != null) {
        var summary =
            comment.getFirstSentence().stream().map(Object::toString).collect(Collectors.joining());
        summaries.add(JavaSources.name(unit) + " " + name + ": " + summary.strip());
      }
    }
  }

  /** Checks the names of types, methods, fields, parameters and local variables. */
  private static final class Identifiers
      extends TreePathScanner<@Nullable Void, CompilationUnitTree> {
    private final Pattern banned = bannedWords(line -> !line.startsWith(TYPE));
    private final Pattern bannedInTypes = bannedWords(line -> true);
    private final List<String> violations = new ArrayList<>();
    private int count;

    @Override
    public @Nullable Void visitClass(ClassTree type, CompilationUnitTree unit) {
      check(bannedInTypes, type.getSimpleName(), unit);
      return super.visitClass(type, unit);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
      check(banned, method.getName(), unit);
      return super.visitMethod(method, unit);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, CompilationUnitTree unit) {
      check(banned, variable.getName(), unit);
      return super.visitVariable(variable, unit);
    }

    private void check(Pattern words, Name name, CompilationUnitTree unit) {
      count++;
      WORD_BOUNDARY
          .splitAsStream(name)
          .map(word -> word.toLowerCase(Locale.ROOT))
          .filter(words.asMatchPredicate())
          .forEach(word -> violations.add(JavaSources.name(unit) + ": " + name));
    }
  }
}
