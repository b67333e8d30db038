package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextFileTests {
  @TempDir private Path folder;

  @Test
  void textHasNoByteOrderMark() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "\uFEFFtext");

    assertThat(TextFile.read("--file", file)).isEqualTo("text");
  }

  @ParameterizedTest
  @EnumSource
  void fileAboveLimitIsRejected(SizeLimit limit) throws IOException {
    var file = folder.resolve("file");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(limit.bytes() + 1L);
    }

    assertThatThrownBy(() -> TextFile.read("--file 'file'", file, limit))
        .isInstanceOf(CommandException.class)
        .hasMessage("--file 'file' cannot be read: it has more than " + limit.bytes() + " bytes");
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void endlessDeviceIsRejected() {
    assertThatThrownBy(() -> TextFile.read("--file '/dev/zero'", Path.of("/dev/zero")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("it has more than " + SizeLimit.DOCUMENT.bytes() + " bytes");
  }

  @Test
  void endlessStreamIsRejected() throws IOException {
    try (var endless =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, 'a');
            return length;
          }

          @Override
          public void close() {}
        }) {
      assertThatThrownBy(() -> TextFile.read("standard input", endless))
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith("standard input has more than ");
    }
  }
}
