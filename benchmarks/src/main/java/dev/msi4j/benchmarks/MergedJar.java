package dev.msi4j.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * One jar with the content of a class path, without signatures, as the shade plugin of Maven makes
 * it. Classes of signed jars cannot be in an archive of class data.
 */
final class MergedJar {
  private final Set<String> written = new HashSet<>();
  private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();
  private final JarOutputStream out;

  private MergedJar(JarOutputStream out) {
    this.out = out;
  }

  /** Writes the jar. */
  static void write(Path jar, List<Path> classPath) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Multi-Release"), "true");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      var merged = new MergedJar(out);
      for (var path : classPath) {
        merged.add(path);
      }
      for (var service : merged.services.entrySet()) {
        merged.write(service.getKey(), new ByteArrayInputStream(service.getValue().toByteArray()));
      }
    }
  }

  private void add(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      addDirectory(path);
    } else {
      addJar(path);
    }
  }

  private void addDirectory(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        try (var in = Files.newInputStream(file)) {
          add(directory.relativize(file).toString().replace('\\', '/'), in);
        }
      }
    }
  }

  private void addJar(Path path) throws IOException {
    try (var jar = new JarFile(path.toFile(), false)) {
      for (var entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        try (var in = jar.getInputStream(entry)) {
          add(entry.getName(), in);
        }
      }
    }
  }

  private void add(String name, InputStream in) throws IOException {
    var upper = name.toUpperCase(Locale.ROOT);
    if (name.startsWith("META-INF/services/")) {
      var service = services.computeIfAbsent(name, first -> new ByteArrayOutputStream());
      in.transferTo(service);
      service.write("\n".getBytes(StandardCharsets.UTF_8));
    } else if (!isLeftOut(upper) && written.add(name)) {
      write(name, in);
    }
  }

  private static boolean isLeftOut(String upper) {
    return upper.equals(JarFile.MANIFEST_NAME)
        || upper.endsWith("MODULE-INFO.CLASS")
        || upper.startsWith("META-INF/")
            && (upper.endsWith(".SF")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA")
                || upper.endsWith(".EC"));
  }

  private void write(String name, InputStream in) throws IOException {
    out.putNextEntry(new JarEntry(name));
    in.transferTo(out);
    out.closeEntry();
  }
}
