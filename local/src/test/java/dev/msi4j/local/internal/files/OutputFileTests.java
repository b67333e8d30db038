package dev.msi4j.local.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OutputFileTests {
  @TempDir private Path folder;

  @Test
  void writeReplacesARegularFileAndRestrictsItsPermissions() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "before");

    write(file, "after");

    assertThat(file).hasContent("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertNothingElseIn(folder, file);
  }

  @Test
  void writeKeepsOldContentForOpenReaders() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "before");
    try (var reader = Files.newInputStream(file)) {
      write(file, "after");

      assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("before");
    }
  }

  @Test
  void writeRejectsDirectory() throws IOException {
    var directory = Files.createDirectory(folder.resolve("directory"));

    assertRejected(directory, "it is a directory");

    assertThat(directory).isEmptyDirectory();
    assertNothingElseIn(folder, directory);
  }

  @Test
  void writeRejectsLinkToFile() throws IOException {
    var target = Files.writeString(folder.resolve("target"), "kept");
    var link = Files.createSymbolicLink(folder.resolve("link"), target);
    var broken = Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("none"));

    assertRejected(link, "it is a symbolic link");
    assertRejected(broken, "it is a symbolic link");

    assertThat(target).hasContent("kept");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.exists(folder.resolve("none"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void writeWritesToPipeAndKeepsIt() throws Exception {
    var pipe = pipe("pipe");
    var read = CompletableFuture.supplyAsync(() -> readAll(pipe));

    write(pipe, "through");

    assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("through");
    assertThat(FileKind.of(pipe)).isEqualTo(FileKind.STREAM);
  }

  @Test
  void writeRejectsALinkToAPipeOrADevice() throws IOException {
    var pipe = Files.createSymbolicLink(folder.resolve("to-pipe"), pipe("pipe"));
    var device = Files.createSymbolicLink(folder.resolve("to-device"), Path.of("/dev/null"));
    var open = Files.createSymbolicLink(folder.resolve("to-open"), Path.of("/proc/self/fd/0"));

    for (var link : new Path[] {pipe, device, open}) {
      assertRejected(link, "it is a symbolic link");
    }
  }

  @Test
  void writeRejectsAPipeOfAnotherUser() throws IOException {
    assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root can change owners");
    var pipe = pipe("pipe");
    Files.setAttribute(pipe, "unix:uid", 12_345);

    assertRejected(pipe, "of another user");
  }

  @Test
  void writeWritesToDeviceAndKeepsIt() throws IOException {
    write(Path.of("/dev/null"), "nothing");

    assertThat(FileKind.of(Path.of("/dev/null"))).isEqualTo(FileKind.STREAM);
  }

  @Test
  void writeToFullDeviceFailsAndKeepsIt() {
    assertThatThrownBy(() -> write(Path.of("/dev/full"), "much"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThat(Path.of("/dev/full")).exists();
  }

  @Test
  void writeFollowsLinkToOpenFileOfProcess() throws IOException {
    var file = folder.resolve("redirected");
    // As a shell opens it for /dev/stdout.
    var script = "exec 3>\"$3\"; exec \"$0\" -cp \"$1\" \"$2\" /dev/fd/3";
    run(
        "sh",
        "-c",
        script,
        java(),
        System.getProperty("java.class.path"),
        WriterProgram.class.getName(),
        file.toString());

    assertThat(file).hasContent("written");
  }

  /** Program that writes to the file of its first argument. */
  static final class WriterProgram {
    private WriterProgram() {}

    public static void main(String[] args) throws IOException {
      write(Path.of(args[0]), "written");
    }
  }

  @Test
  void deleteRemovesRegularFilesOnly() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    var directory = Files.createDirectory(folder.resolve("directory"));
    var link = Files.createSymbolicLink(folder.resolve("link"), directory);
    var pipe = pipe("pipe");

    for (var path : new Path[] {file, directory, link, pipe, Path.of("/dev/null")}) {
      OutputFile.at(path).delete();
    }

    assertThat(file).doesNotExist();
    assertThat(directory).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(pipe).exists();
    assertThat(Path.of("/dev/null")).exists();
  }

  @Test
  void createReturnsFalseForExistingPath() throws IOException {
    var file = folder.resolve("file");

    assertThat(OutputFile.at(file).create("first")).isTrue();
    assertThat(OutputFile.at(file).create("second")).isFalse();

    assertThat(file).hasContent("first");
    assertNothingElseIn(folder, file);
  }

  @Test
  void readTextRejectsEndlessDevice() {
    assertThatThrownBy(() -> InputFile.readText(Path.of("/dev/zero"), 1000))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("more than 1000 bytes");
  }

  @Test
  void readTextRejectsDirectoryAndInvalidUtf8() throws IOException {
    var latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe4});

    assertThatThrownBy(() -> InputFile.readText(folder, 1000))
        .hasMessageContaining("it is a directory");
    assertThatThrownBy(() -> InputFile.readText(latin, 1000))
        .hasMessage("line 1, column 1: the byte at offset 0 is not UTF-8: save the file as UTF-8");
  }

  private static void assertRejected(Path path, String reason) {
    assertThatThrownBy(() -> write(path, "text"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> OutputFile.at(path).check()).hasMessageContaining(reason);
  }

  private static void assertNothingElseIn(Path folder, Path file) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static void write(Path path, String text) throws IOException {
    OutputFile.at(path).write(text, OutputFile.Access.OWNER);
  }

  private static String readAll(Path pipe) {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path pipe(String name) throws IOException {
    var pipe = folder.resolve(name);
    run("mkfifo", pipe.toString());
    return pipe;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void run(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var given = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(given).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      assumeTrue(false, "interrupted");
    }
  }
}
