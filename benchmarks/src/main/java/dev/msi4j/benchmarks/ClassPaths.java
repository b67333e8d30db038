package dev.msi4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The class path of each contestant: its artifacts and their dependencies, in the versions of this
 * build. Read from the dependency tree and the list of files that Maven writes.
 */
final class ClassPaths {
  /** Artifacts that each bring an HTTP client: a class path has only the one that it names. */
  private static final Set<String> HTTP_CLIENTS =
      Set.of(
          "dev.msi4j:msi4j-http",
          "com.azure:azure-core-http-netty",
          "com.azure:azure-core-http-okhttp",
          "com.azure:azure-core-http-jdk-httpclient");

  private static final Pattern FILE =
      Pattern.compile(
          "^\\s*([^:\\s]+):([^:]+):(jar|test-jar):(?:[^:/]+:)?([^:/]+):(\\w+):(\\S+).*$");

  /** Maven colors its lists also in files, unless it runs in batch mode. */
  private static final Pattern COLOR = Pattern.compile("\u001B\\[[0-9;]*m");

  private static final Pattern NODE = Pattern.compile("^(\\S+) \\(?([^:\\s]+):([^:]+):.*$");
  private static final Pattern EDGE = Pattern.compile("^(\\S+) (\\S+)( .*)?$");

  private final Map<String, Set<String>> dependencies;
  private final Map<String, List<Path>> files;
  private final List<Path> own;

  private ClassPaths(
      Map<String, Set<String>> dependencies, Map<String, List<Path>> files, List<Path> own) {
    this.dependencies = dependencies;
    this.files = files;
    this.own = own;
  }

  /**
   * Reads the files that Maven wrote.
   *
   * @param directory the directory of {@code edges.tgf} and {@code files.txt}
   * @param own the classes of the benchmarks
   */
  static ClassPaths read(Path directory, Path own) throws IOException {
    return new ClassPaths(
        edges(Files.readAllLines(directory.resolve("edges.tgf"))),
        files(Files.readAllLines(directory.resolve("files.txt"))),
        List.of(own));
  }

  /** Returns the class path of artifacts, of the form {@code group:artifact}. */
  List<Path> of(Collection<String> artifacts) {
    var reached = new LinkedHashSet<String>();
    for (var artifact : artifacts) {
      if (!files.containsKey(artifact)) {
        throw new IllegalArgumentException(
            "artifact is '" + artifact + "': it must be a dependency of the benchmarks");
      }
      collect(artifact, artifacts, reached);
    }
    var path = new ArrayList<>(own);
    reached.forEach(artifact -> path.addAll(files.getOrDefault(artifact, List.of())));
    return path;
  }

  private void collect(String artifact, Collection<String> roots, Set<String> reached) {
    if (HTTP_CLIENTS.contains(artifact) && !roots.contains(artifact) || !reached.add(artifact)) {
      return;
    }
    for (var dependency : dependencies.getOrDefault(artifact, Set.of())) {
      collect(dependency, roots, reached);
    }
  }

  private static Map<String, Set<String>> edges(List<String> lines) {
    var nodes = new HashMap<String, String>();
    var edges = new HashMap<String, Set<String>>();
    var separator = lines.indexOf("#");
    for (var line : lines.subList(0, separator)) {
      var node = NODE.matcher(line);
      if (node.matches()) {
        nodes.put(node.group(1), node.group(2) + ":" + node.group(3));
      }
    }
    for (var line : lines.subList(separator + 1, lines.size())) {
      var edge = EDGE.matcher(line);
      if (edge.matches() && !"test".equals(String.valueOf(edge.group(3)).strip())) {
        edges
            .computeIfAbsent(nodes.get(edge.group(1)), from -> new LinkedHashSet<>())
            .add(nodes.get(edge.group(2)));
      }
    }
    return edges;
  }

  private static Map<String, List<Path>> files(List<String> lines) {
    var files = new HashMap<String, List<Path>>();
    for (var line : lines) {
      var file = FILE.matcher(COLOR.matcher(line).replaceAll(""));
      if (file.matches() && file.group(3).equals("jar")) {
        files
            .computeIfAbsent(file.group(1) + ":" + file.group(2), artifact -> new ArrayList<>())
            .add(Path.of(file.group(6)));
      }
    }
    return files;
  }
}
