package dev.msi4j.local.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * A change of the schema from one version to the next.
 *
 * @param version the version of the schema after the change, from 1
 * @param script the name of the SQL script
 * @param sql the text of the script; {@code ${bytewise}} stands for a collation by bytes
 */
record Migration(int version, String script, String sql) {
  private static final String PLACEHOLDER = "${bytewise}";

  /** All migrations of this release, in order. A released script must not change. */
  static final List<Migration> ALL =
      List.of(read(1, "schema-1-documents.sql"), read(2, "schema-2-byte-order.sql"));

  private static Migration read(int version, String script) {
    try (var text = Migration.class.getResourceAsStream(script)) {
      var bytes = Objects.requireNonNull(text, script).readAllBytes();
      // A checkout on Windows may have other line separators.
      var sql = new String(bytes, StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
      return new Migration(version, script, sql);
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + script + " cannot be read", e);
    }
  }

  /** Returns the SHA-256 of the script in hexadecimal. */
  String checksum() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  void run(Handle transaction, Engine engine) {
    transaction.createScript(sql.replace(PLACEHOLDER, engine.binaryCollation())).execute();
  }
}
