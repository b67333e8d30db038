package dev.msi4j.cli.dist;

import static dev.msi4j.cli.dist.InstalledCommand.ARCHIVES;
import static dev.msi4j.cli.dist.InstalledCommand.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks each archive of the command and runs it. Run by {@code mvn -Pdist verify}. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ArchiveSuite {
  private static final String ROOT = "msi-" + VERSION;

  private static final String WITH_RUNTIME =
      ROOT + "-" + InstalledCommand.property("dist.platform") + ".tar.gz";

  /** A directory without Java, so that only the runtime of an archive can be used. */
  private static final String NO_JAVA = "/nonexistent";

  private static final String THIS_JAVA = System.getProperty("java.home");

  @TempDir private Path directory;

  @Test
  void tarArchiveRunsWithInstalledJava() throws Exception {
    untar(ROOT + ".tar.gz");

    assertThat(directory.resolve(ROOT).resolve("runtime")).doesNotExist();
    installed(ROOT, THIS_JAVA).servesLocalAzure();
  }

  @Test
  void zipArchiveRunsWithInstalledJava() throws Exception {
    unzip();

    assertThat(installed(ROOT, THIS_JAVA).run("--version").output())
        .startsWith("msi " + VERSION + ", Java ");
  }

  @Test
  void zipArchiveHasFilesOfTarArchive() throws Exception {
    untar(ROOT + ".tar.gz");
    var files = files();
    assertThat(files)
        .contains(
            "LICENSE",
            "THIRD-PARTY.txt",
            "bin/msi",
            "bin/msi.cmd",
            "lib/msi.jar",
            "lib/msi-demo.jar");

    try (var zip = zip()) {
      assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()))
          .containsExactlyInAnyOrderElementsOf(
              files.stream().map(file -> ROOT + "/" + file).toList());
    }
  }

  @Test
  void launcherForWindowsHasLinesThatEndWithCarriageReturn() throws Exception {
    unzip();

    assertThat(Files.readString(directory.resolve(ROOT).resolve("bin").resolve("msi.cmd")))
        .matches(Pattern.compile("([^\r\n]*\r\n)+"));
  }

  @Test
  void archiveHasManualPageOfEachCommand() throws Exception {
    untar(ROOT + ".tar.gz");

    assertThat(files().stream().filter(file -> file.startsWith("share/man/man1/")))
        .containsExactlyInAnyOrderElementsOf(
            Commands.all().keySet().stream()
                .map(name -> "share/man/man1/" + name.replace(' ', '-') + ".1")
                .toList());
  }

  @Test
  void archiveWithoutJavaReportsRequiredPackage() throws Exception {
    untar(ROOT + ".tar.gz");

    var result = installed(ROOT, NO_JAVA).run("--version");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .isEqualTo("msi: no Java found: install Java 17 or newer, or set JAVA_HOME.\n");
  }

  @Test
  void archiveWithRuntimeNeedsNoJava() throws Exception {
    untar(WITH_RUNTIME);

    installed(ROOT, NO_JAVA).servesLocalAzure();
  }

  @Test
  void demoRunsWithItsLibraries() throws Exception {
    untar(ROOT + ".tar.gz");

    var result = installed(ROOT, THIS_JAVA).run("demo", "vm", "--local", "--yes");

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void libraryHasNoSignatures() throws Exception {
    untar(ROOT + ".tar.gz");

    try (var jar = new ZipFile(directory.resolve(ROOT).resolve("lib/msi.jar").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"));
    }
  }

  @Test
  void runtimeHasModulesOfLibraries() throws Exception {
    untar(WITH_RUNTIME);
    var java = directory.resolve(ROOT).resolve("runtime").resolve("bin").resolve("java");

    var present = execute(java.toString(), "--list-modules").output();
    assertThat(present.lines().map(line -> line.replaceFirst("@.*", "")))
        .containsAll(usedModules(directory.resolve(ROOT).resolve("lib")));
  }

  @Test
  void debianPackageRunsFromLinkInPath() throws Exception {
    var archive = ARCHIVES.resolve("msi_" + VERSION + "_all.deb").toString();

    var control = execute("dpkg-deb", "--field", archive).output();
    assertThat(control).contains("Package: msi\n", "java17-runtime-headless");
    var unpacked = execute("dpkg-deb", "--extract", archive, directory.toString());
    assertThat(unpacked.status()).as(unpacked.output()).isZero();
    assertThat(directory.resolve("usr/share/doc/msi/copyright")).exists();
    assertThat(directory.resolve("usr/share/man/man1/msi-apply.1")).exists();
    assertThat(directory.resolve("usr/share/msi/share")).doesNotExist();
    installed("usr", THIS_JAVA).servesLocalAzure();
  }

  private InstalledCommand installed(String home, String java) {
    return new InstalledCommand(
        List.of(directory.resolve(home).resolve("bin").resolve("msi").toString()),
        Map.of(
            "JAVA_HOME",
            java,
            "XDG_STATE_HOME",
            directory.resolve("state").toString(),
            "MSI4J_CLASS_ARCHIVE",
            "off"));
  }

  private void untar(String archive) throws Exception {
    var result =
        execute("tar", "-xzf", ARCHIVES.resolve(archive).toString(), "-C", directory.toString());
    assertThat(result.status()).as(result.output()).isZero();
  }

  private void unzip() throws IOException {
    try (var zip = zip()) {
      for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
        var file = directory.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(zip.getInputStream(entry), file);
      }
    }
    var launcher = directory.resolve(ROOT).resolve("bin").resolve("msi");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private static ZipFile zip() throws IOException {
    return new ZipFile(ARCHIVES.resolve(ROOT + ".zip").toFile(), StandardCharsets.UTF_8);
  }

  /** Returns the paths of the unpacked files. */
  private List<String> files() throws IOException {
    var root = directory.resolve(ROOT);
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .toList();
    }
  }

  private static InstalledCommand.Result execute(String... command)
      throws IOException, InterruptedException {
    return new InstalledCommand(List.of(command), Map.of()).run();
  }

  /** Returns the modules of the JDK that the class files of a directory refer to. */
  private static List<String> usedModules(Path libraries) throws IOException {
    var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    var reference = Pattern.compile("-> ((?:java|jdk)\\.\\S+)");
    var modules = new TreeSet<String>();
    try (var jars = Files.list(libraries)) {
      for (var jar : jars.map(Path::toString).toList()) {
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        jdeps.run(writer, writer, "--ignore-missing-deps", "-s", "--multi-release=21", jar);
        reference
            .matcher(output.toString())
            .results()
            .forEach(match -> modules.add(match.group(1)));
      }
    }
    assertThat(modules).contains("java.base", "java.sql");
    return List.copyOf(modules);
  }
}
