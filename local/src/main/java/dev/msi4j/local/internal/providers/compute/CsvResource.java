package dev.msi4j.local.internal.providers.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads tables from CSV resources of this package. */
final class CsvResource {
  private CsvResource() {}

  /** Returns the rows of a table without comment lines. */
  static Stream<List<String>> read(String name) {
    try (var table = CsvResource.class.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(table, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(",", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the table " + name, e);
    }
  }
}
