package dev.msi4j.local.internal.providers.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A table that lies beside the classes: lines of cells with commas between them. */
final class Table {
  private Table() {}

  /** The lines of a table, without those that are comments. */
  static Stream<List<String>> read(String name) {
    try (var table = Table.class.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(table, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(",", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + name + " can't be read", e);
    }
  }
}
