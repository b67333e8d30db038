package dev.msi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJarTests {
  @TempDir Path directory;

  @Test
  void writeLeavesOutSignaturesAndJoinsServices() throws Exception {
    var signed =
        jar(
            "signed.jar",
            Map.of(
                "META-INF/SIGNER.SF", "signature",
                "META-INF/SIGNER.RSA", "signature",
                "META-INF/services/Service", "First",
                "a/A.class", "a"));
    var classes = Files.createDirectories(directory.resolve("classes/META-INF/services"));
    Files.writeString(classes.resolve("Service"), "Second");
    var merged = directory.resolve("merged.jar");

    MergedJar.write(merged, List.of(signed, directory.resolve("classes")));

    try (var jar = new JarFile(merged.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF", "META-INF/services/Service", "a/A.class");
      var services = jar.getInputStream(jar.getEntry("META-INF/services/Service")).readAllBytes();
      assertThat(new String(services, StandardCharsets.UTF_8).lines())
          .containsExactly("First", "Second");
    }
  }

  private Path jar(String name, Map<String, String> entries) throws Exception {
    var file = directory.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }
}
