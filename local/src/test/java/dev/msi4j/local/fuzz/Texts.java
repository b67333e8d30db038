package dev.msi4j.local.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Inputs for parsers: a corpus of inputs that failed once, and generated ones. */
public final class Texts {
  private static final List<String> MESSAGE =
      List.of(
          " and ",
          " or ",
          " eq ",
          " ne ",
          "'",
          "''",
          "(",
          ")",
          "atScope()",
          "contains(name,'a')",
          "principalId",
          "name",
          "resourceType",
          "tagName",
          "displayName",
          "startswith(",
          "/",
          "//",
          "subscriptions",
          "resourceGroups",
          "providers",
          "Microsoft.Compute",
          "virtualMachines",
          "claims['sub']",
          " matches ",
          "*",
          "?",
          "10.0.0.0",
          "/8",
          "255",
          ".",
          "-",
          ":",
          "::",
          "https://",
          "localhost",
          "@",
          "#",
          "%",
          "%2F",
          "%00",
          "+",
          "&",
          "=",
          "$",
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          "\\",
          "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ",
          "e30",
          "AA",
          "0",
          "-1",
          "1e9",
          "true",
          "null",
          " ",
          "\t",
          "\r\n",
          "\u0000",
          "\ud800",
          "\ud83d\ude00",
          "\u0130",
          "-----BEGIN CERTIFICATE-----\n",
          "-----END CERTIFICATE-----\n",
          "export A=");

  private Texts() {}

  /** Returns the corpus. An array in the file is a text and its number of repetitions. */
  public static List<String> corpus() {
    try (var file = Texts.class.getResourceAsStream("corpus.json")) {
      var corpus = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(corpus.spliterator(), false).map(Texts::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode entry) {
    return entry.isArray() ? entry.path(0).asText().repeat(entry.path(1).asInt()) : entry.asText();
  }

  /** Generates texts of random characters, keywords and texts of the corpus. */
  public static Arbitrary<String> made() {
    var shorter = corpus().stream().filter(text -> text.length() < 100).toList();
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(40),
        Arbitraries.strings().ascii().ofMaxLength(40),
        Arbitraries.of(MESSAGE).list().ofMaxSize(12).map(text -> String.join("", text)),
        Arbitraries.of(shorter).list().ofMaxSize(3).map(text -> String.join("", text)));
  }
}
