package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.MarkdownPage;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the benchmarks, prints the tables and writes the report.
 *
 * <p>System properties: {@code bench.parts} selects parts by name, separated by commas; {@code
 * bench.quick} measures less; {@code bench.large} measures the local Azure with a million
 * identities, too; {@code bench.jdks} names feature versions of JDKs or their directories,
 * separated by commas (default: 17,25).
 */
public final class Benchmarks {
  private static final String DEFAULT_JDKS = "17,25";

  /** The key of whether a part measured less in its last run. */
  private static final String QUICK = "Quick";

  private static final List<Part> PARTS =
      List.of(
          new WarmGet(),
          new InFlight(),
          new Listing(),
          new ColdStart(),
          new OtherClients(),
          new LocalServer(),
          new ServerStart(),
          new CommandStart(),
          new Insides("dev.msi4j.benchmarks.micro"));

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param args the build directory of the module, and the directory of the documentation
   * @throws Exception if a part fails
   */
  public static void main(String[] args) throws Exception {
    var target = Path.of(args[0]);
    var docs = Path.of(args[1]);
    var parts = select(System.getProperty("bench.parts", ""));
    var jdks = new ArrayList<Jdk>();
    var missing = new ArrayList<String>();
    findJdks(System.getProperty("bench.jdks", ""), jdks, missing);
    var quick = isSet("bench.quick");
    var settings = quick ? Settings.quick() : Settings.full();
    if (isSet("bench.large")) {
      settings = settings.large();
    }
    var head = head(jdks, missing);
    var classPaths = ClassPaths.read(target.resolve("dependencies"), target.resolve("classes"));
    var directory = target.resolve("benchmarks");
    try (var environment = BenchmarkEnvironment.open(settings, jdks, classPaths, directory)) {
      measure(environment, parts, docs, head, quick);
    }
    System.exit(0);
  }

  private static boolean isSet(String property) {
    var value = System.getProperty(property, "false");
    return value.isEmpty() || Boolean.parseBoolean(value);
  }

  /** Runs parts, and writes the report after each, so that a failure does not lose the others. */
  private static void measure(
      BenchmarkEnvironment environment, List<Part> parts, Path docs, String head, boolean quick)
      throws Exception {
    var file = environment.directory().resolve("results.txt");
    var results = Results.load(file);
    for (var part : parts) {
      System.out.println("Running " + part.name() + "...");
      results.remove(part.name());
      part.run(environment, results);
      results.put(quick ? 1 : 0, QUICK, part.name());
      results.save(file);
      write(docs, head, results);
      System.out.println("\n## " + part.title() + "\n\n" + section(part, results) + "\n");
    }
    System.out.println("## Targets\n\n" + Targets.table(results));
  }

  /** Returns the parts with the given names, or all for a blank text. */
  static List<Part> select(String names) {
    if (names.isBlank()) {
      return PARTS;
    }
    var known = new TreeSet<String>();
    PARTS.forEach(part -> known.add(part.name()));
    var selected = Set.of(names.split(",", -1));
    for (var name : selected) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "bench.parts has '" + name + "': it must be one of " + known);
      }
    }
    return PARTS.stream().filter(part -> selected.contains(part.name())).toList();
  }

  private static void findJdks(String property, List<Jdk> found, List<String> missing) {
    for (var name : (property.isBlank() ? DEFAULT_JDKS : property).split(",", -1)) {
      var jdk =
          name.chars().allMatch(Character::isDigit)
              ? Jdk.find(Integer.parseInt(name))
              : Jdk.at(Path.of(name));
      jdk.ifPresentOrElse(found::add, () -> missing.add(name));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the JDKs " + missing + " was found: set bench.jdks to their directories");
    }
  }

  private static String head(List<Jdk> jdks, List<String> missing) throws IOException {
    var text = new StringBuilder();
    text.append("# Performance\n\n`mvn -Pbench verify` runs the benchmarks and writes this page.")
        .append(" The figures of each section are from its last run, on ")
        .append(Machine.description())
        .append(". Read the ratios: the times depend on the machine.\n\n");
    for (var jdk : jdks) {
      text.append("- JDK ").append(jdk.feature()).append(": ").append(jdk.name()).append("\n");
    }
    for (var name : missing) {
      text.append("- JDK ").append(name).append(": not run, since it is not installed\n");
    }
    text.append(
        """

        All clients run in the same way: each in a JVM of its own, with the libraries that it needs \
        and its default settings, against a server in another process that returns prepared bytes \
        over loopback. All clients are measured in turn, in rounds, and the median of the rounds \
        counts. A static token replaces the sign-in. The floor is a blocking socket that writes \
        prepared bytes and searches the response for the value. The official clients are those of \
        azure-resourcemanager-msi with azure-core-http-netty.
        """);
    return text.toString();
  }

  /** Writes the page and its charts. Keeps sections without results, also those of others. */
  static void write(Path docs, String head, Results results) throws IOException {
    var file = docs.resolve("performance.md");
    var page = new MarkdownPage(Files.exists(file) ? Files.readString(file) : "").withHead(head);
    page = page.withSection("Targets", Targets.table(results));
    for (var part : PARTS) {
      if (!results.after(part.name()).isEmpty()) {
        page = page.withSection(part.title(), section(part, results));
        writeCharts(docs.resolve("performance"), part, results);
      } else if (!page.has(part.title())) {
        page = page.withSection(part.title(), "Not measured.");
      }
    }
    Files.writeString(file, page.text());
  }

  private static String section(Part part, Results results) {
    var quick = results.get(QUICK, part.name()).orElse(0) == 1;
    return (quick ? "A quick run (`-Dbench.quick`), whose figures are less exact.\n\n" : "")
        + part.report(results);
  }

  private static void writeCharts(Path directory, Part part, Results results) throws IOException {
    Files.createDirectories(directory);
    for (var chart : part.charts(results).entrySet()) {
      Files.writeString(directory.resolve(chart.getKey()), chart.getValue().svg());
    }
  }
}
