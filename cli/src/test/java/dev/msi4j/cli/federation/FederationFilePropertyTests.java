package dev.msi4j.cli.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.local.internal.files.TextDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that each file is read, or rejected by one sentence that starts with a position. */
class FederationFilePropertyTests {
  private static final String PLACE = "(?s)(?:file, )?line [1-9]\\d*, column [1-9]\\d*: .+";

  private static final String YAML =
      """
      x-defaults: &defaults {issuer: "https://oidc.example.com", audiences: [api://x]}
      identities:
      - resourceGroup: größe
        name: orders
        credentials: &all
        - <<: *defaults
          kubernetes: shop/orders
        - githubBranch: octo-org@123456/octo-repo@456789@main
      - {resourceGroup: shop, name: carts, credentials: *all}
      """;

  private static final String JSON =
      """
      {"identities": [{"resourceGroup": "shop", "name": "orders", "credentials": [
      \t{"name": "main", "githubTag": "o/r@v1", "audiences": ["api://x"]}]}]}
      """;

  private static final List<String> PIECES =
      List.of(
          "",
          "\n",
          "\t",
          " ",
          "---\n",
          "*all",
          "&all",
          "<<: ",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "~",
          "null",
          "\"",
          "'",
          "!!binary ",
          "!x ",
          "#",
          "|\n",
          "\0",
          "\uFEFF",
          "\uD83D",
          "\u0007",
          "? ",
          "@",
          "%",
          "x-a: ",
          "identities: ");

  @Property(tries = 500)
  void anyBytesAreReadOrRejectedWithPosition(@ForAll byte[] content) {
    assertReadOrRejected(content);
  }

  @Property(tries = 1500)
  void mutatedFilesAreReadOrRejectedWithPosition(@ForAll("mutated") String text) {
    assertReadOrRejected(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void utf16TextsAreReadOrRejectedWithPosition(@ForAll("mutated") String text) {
    assertReadOrRejected(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
  }

  @Provide
  Arbitrary<String> mutated() {
    var mutation =
        Combinators.combine(
                Arbitraries.integers().between(0, YAML.length()),
                Arbitraries.integers().between(0, 12),
                Arbitraries.of(PIECES))
            .as(Mutation::new);
    return Combinators.combine(Arbitraries.of(YAML, JSON), mutation.list().ofMaxSize(3))
        .as((text, mutations) -> {
          var mutated = text;
          for (var each : mutations) {
            mutated = each.apply(mutated);
          }
          return mutated;
        });
  }

  /** Replaces some characters by a piece of text. */
  record Mutation(int at, int length, String piece) {
    String apply(String text) {
      int from = Math.min(at, text.length());
      return text.substring(0, from)
          + piece
          + text.substring(Math.min(text.length(), from + length));
    }
  }

  private static void assertReadOrRejected(byte[] content) {
    rejection(content, false).ifPresent(message -> assertThat(message).matches(PLACE));
    rejection(content, true).ifPresent(message -> assertThat(message).matches(PLACE));
  }

  private static Optional<String> rejection(byte[] content, boolean isJson) {
    try {
      var text = TextDecoder.decode(content);
      var source = new Source("file", text);
      var root = source.read(Path.of(isJson ? "file.json" : "file.yaml"));
      var unused =
          new FederationManifest(source, root).desired("subscription", false, warning -> {});
      return Optional.empty();
    } catch (CommandException | CharacterCodingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
