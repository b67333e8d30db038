package dev.msi4j.cli.dist;

import static dev.msi4j.cli.dist.InstalledCommand.ARCHIVES;
import static dev.msi4j.cli.dist.InstalledCommand.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the archives of classes that the launcher makes. Run by {@code mvn -Pdist verify}. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ClassArchiveSuite {
  private static final String SERVER = "-server";

  @TempDir private Path directory;
  private Path cache;

  @BeforeEach
  void unpack() throws Exception {
    var archive = ARCHIVES.resolve("msi-" + VERSION + ".tar.gz").toString();
    var unpacked =
        new InstalledCommand(List.of("tar", "-xzf", archive, "-C", directory.toString()), Map.of())
            .run();
    assertThat(unpacked.status()).as(unpacked.output()).isZero();
    // The launcher uses a directory that exists only if the user owns it.
    cache = Files.createDirectories(directory.resolve("a cache").resolve("msi4j"));
  }

  private InstalledCommand command(Map<String, String> more) {
    var variables = new HashMap<String, String>();
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("HOME", directory.toString());
    variables.put("XDG_CACHE_HOME", directory.resolve("a cache").toString());
    variables.putAll(more);
    var launcher = directory.resolve("msi-" + VERSION).resolve("bin").resolve("msi");
    return new InstalledCommand(List.of(launcher.toString()), variables);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(cache)) {
      return files.toList();
    }
  }

  /** Runs a first command, and waits until the launcher has made an archive. */
  private Path archive() throws Exception {
    var archive = newArchive(file -> true);
    assertFilesAre(archive);
    return archive;
  }

  /** Checks that the cache has these archives of commands, each with that of the local Azure. */
  private void assertFilesAre(Path... archives) throws IOException {
    assertThat(files())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(archives).flatMap(each -> Stream.of(each, Path.of(each + SERVER))).toList());
  }

  /** Runs a command, and waits until the launcher has made an archive that is new. */
  private Path newArchive(Predicate<Path> isNew) throws Exception {
    try (var watch = cache.getFileSystem().newWatchService()) {
      cache.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      assertVersionOnly(command(Map.of()).run("--version"));
      while (hasLock() || archives().stream().noneMatch(isNew)) {
        var key = Objects.requireNonNull(watch.poll(5, TimeUnit.MINUTES), "no archive");
        key.pollEvents();
        key.reset();
      }
    }
    return archives().stream().filter(isNew).findFirst().orElseThrow();
  }

  /** Returns the archives of commands. */
  private List<Path> archives() throws IOException {
    return files().stream().filter(file -> !file.toString().endsWith(SERVER)).toList();
  }

  private Path jar() {
    return directory.resolve("msi-" + VERSION).resolve("lib").resolve("msi.jar");
  }

  private boolean hasLock() throws IOException {
    return files().stream().anyMatch(file -> file.toString().endsWith(".lock"));
  }

  private static void assertVersionOnly(InstalledCommand.Result result) {
    assertThat(result.status()).isZero();
    assertThat(result.output()).matches("msi \\S+, Java \\S+\\R");
  }

  private boolean isArchiveUsed() throws Exception {
    return isArchived("dev.msi4j.cli.Msi", "--version");
  }

  private boolean isArchived(String loaded, String... line) throws Exception {
    var log = directory.resolve("classes.log");
    var options = "-Xlog:class+load:file=" + log;
    var result = command(Map.of("JDK_JAVA_OPTIONS", options)).run(line);
    assertThat(result.status()).as(result.output()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(each -> each.contains(loaded + " source: shared objects file"));
    }
  }

  @Test
  void firstCommandMakesArchiveForItsOwner() throws Exception {
    var archive = archive();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
    assertThat(isArchiveUsed()).isTrue();
    assertVersionOnly(command(Map.of()).run("--version"));
  }

  @Test
  void serverHasArchiveOfItsOwn() throws Exception {
    var archive = archive();

    assertThat(isArchived("dev.msi4j.local.LocalAzure", "local", "run", "--", "true")).isTrue();
    assertThat(Files.size(archive)).isLessThan(Files.size(Path.of(archive + SERVER)));
  }

  @Test
  void damagedArchiveIsIgnoredInSilence() throws Exception {
    var archive = archive();
    var bytes = Files.readAllBytes(archive);

    Files.write(archive, new byte[100]);
    assertVersionOnly(command(Map.of()).run("--version"));
    Files.writeString(archive, "");
    assertVersionOnly(command(Map.of()).run("--version"));
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
    assertVersionOnly(command(Map.of()).run("--version"));
  }

  @Test
  void changedCommandMakesNewArchive() throws Exception {
    var archive = archive();
    var before = FileTime.from(Files.getLastModifiedTime(jar()).toInstant().minusSeconds(3600));
    Files.setLastModifiedTime(archive, before);

    var changed = newArchive(file -> file.toFile().lastModified() > before.toMillis());

    assertThat(changed).isEqualTo(archive);
    assertFilesAre(archive);
    assertThat(isArchiveUsed()).isTrue();
  }

  @Test
  void commandBuiltBeforeArchiveMakesNewArchive() throws Exception {
    var archive = archive();
    var built = Files.getLastModifiedTime(jar()).toInstant();
    Files.setLastModifiedTime(jar(), FileTime.from(built.minus(Duration.ofDays(1))));

    var added = newArchive(file -> !file.equals(archive));

    assertFilesAre(archive, added);
    assertThat(isArchiveUsed()).isTrue();
  }

  @Test
  void concurrentFirstCommandsMakeArchivesOnce() throws Exception {
    var runs =
        IntStream.range(0, 6)
            .mapToObj(each -> CompletableFuture.supplyAsync(this::version))
            .toList();
    runs.forEach(run -> assertVersionOnly(run.join()));

    archive();

    assertThat(isArchiveUsed()).isTrue();
  }

  private InstalledCommand.Result version() {
    try {
      return command(Map.of()).run("--version");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void variableTurnsArchiveOff() throws Exception {
    assertVersionOnly(command(Map.of("MSI4J_CLASS_ARCHIVE", "off")).run("--version"));

    assertThat(files()).isEmpty();
  }

  @Test
  void cacheThatCannotBeWrittenIsNoError() throws Exception {
    var file = Files.writeString(directory.resolve("file"), "");

    assertVersionOnly(command(Map.of("XDG_CACHE_HOME", file.toString())).run("--version"));
  }
}
