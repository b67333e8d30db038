package dev.msi4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its feature version, such as 17
 * @param name its version and vendor
 */
record Jdk(Path home, int feature, String name) {
  private static final Pattern TOOLCHAIN = Pattern.compile("<jdkHome>([^<]+)</jdkHome>");

  /** Returns the path of a program of the JDK. */
  Path program(String program) {
    return home.resolve("bin").resolve(program);
  }

  /** Returns whether the JDK has virtual threads. */
  boolean hasVirtualThreads() {
    return feature >= 21;
  }

  /** Returns the JDK that runs this program. */
  static Jdk current() {
    return at(Path.of(System.getProperty("java.home"))).orElseThrow();
  }

  /** Returns the JDK in a directory, if it has one. */
  static Optional<Jdk> at(Path home) {
    var release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    var vendor = properties.getProperty("IMPLEMENTOR", "").replace("\"", "");
    return Optional.of(
        new Jdk(home, Runtime.Version.parse(version).feature(), (version + " " + vendor).strip()));
  }

  /**
   * Returns the first installed JDK of a feature version. Looks at {@code JAVA_HOME}, the running
   * JVM, Maven's toolchains and the usual directories of installations.
   */
  static Optional<Jdk> find(int feature) {
    return homes().stream()
        .flatMap(home -> at(home).stream())
        .filter(jdk -> jdk.feature == feature)
        .findFirst();
  }

  private static List<Path> homes() {
    var homes = new ArrayList<Path>();
    homes.add(Path.of(System.getProperty("java.home")));
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    var user = Path.of(System.getProperty("user.home"));
    homes.addAll(toolchains(user.resolve(".m2/toolchains.xml")));
    homes.addAll(children(Path.of("/usr/lib/jvm"), ""));
    homes.addAll(children(user.resolve(".sdkman/candidates/java"), ""));
    homes.addAll(children(user.resolve(".jdks"), ""));
    homes.addAll(children(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
    return homes;
  }

  private static List<Path> toolchains(Path file) {
    try {
      return Files.exists(file)
          ? TOOLCHAIN
              .matcher(Files.readString(file))
              .results()
              .map(match -> Path.of(match.group(1).strip()))
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path directory, String subdirectory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().map(child -> child.resolve(subdirectory)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
