package dev.msi4j.local.internal.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The claims about parity with Azure. The package of the tests of an area has them in a file {@code
 * parity.txt}: a line {@code area NAME}, and claims with an indented line of witnesses each.
 *
 * <pre>
 * area Microsoft.KeyVault
 * serves Microsoft.KeyVault/vaults
 *   VaultsTests, OfficialKeyVaultClientTests.secretsHaveVersionsAndProperties
 * differs A request for a vault that does not exist gets 404.
 *   SecretsTests.requestReturns404ForMissingVault
 * omits Keys and certificates.
 *   SecretsTests.otherOperationsAreRejected
 * </pre>
 */
final class ParityClaims {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final String FILE = "parity.txt";

  private final List<Claim> claims = new ArrayList<>();

  /** The kinds of claims. The name in lower case starts the line of a claim. */
  enum Kind {
    /** Serves the operations whose action or path contains the text. */
    SERVES,
    /** Deliberately differs from Azure. */
    DIFFERS,
    /** Does not serve a feature of Azure. */
    OMITS;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + " ";
    }
  }

  /**
   * A claim.
   *
   * @param witnesses the names of the tests and conformance checks that show it
   */
  record Claim(String area, Kind kind, String text, List<String> witnesses) {
    /** Returns whether a claim of served operations is about an action or path. */
    private boolean isAbout(String operation) {
      return kind == Kind.SERVES && ("/" + operation + "/").contains("/" + path() + "/");
    }

    private String path() {
      return text.startsWith("/") ? text.substring(1) : text;
    }
  }

  /** Reads the claims of all areas. */
  static ParityClaims read() {
    var read = new ParityClaims();
    try (var files = Files.walk(RESOURCES)) {
      files.filter(file -> file.endsWith(FILE)).sorted().forEach(read::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private void read(Path file) {
    var area = "";
    var claim = Optional.<Claim>empty();
    for (var line : lines(file)) {
      if (line.startsWith("area ")) {
        area = line.substring("area ".length());
      } else if (line.startsWith("  ")) {
        claim
            .orElseThrow(() -> new IllegalStateException(file + " has witnesses without a claim"))
            .witnesses()
            .addAll(List.of(line.strip().split(", *")));
      } else if (!line.isBlank()) {
        claim = Optional.of(claim(file, area, line));
        claims.add(claim.get());
      }
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Claim claim(Path file, String area, String line) {
    return Arrays.stream(Kind.values())
        .filter(kind -> line.startsWith(kind.prefix()))
        .map(kind ->
            new Claim(area, kind, line.substring(kind.prefix().length()), new ArrayList<>()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                file
                    + " has the line '"
                    + line
                    + "': it must start with serves, differs or omits"));
  }

  /** Returns the claims that no test or conformance check witnesses. */
  List<String> withoutWitness() {
    return claims.stream().filter(claim -> claim.witnesses().isEmpty()).map(Claim::text).toList();
  }

  /** Returns the claims of served operations about none of the given actions and paths. */
  List<String> aboutNone(List<String> operations) {
    return claims.stream()
        .filter(claim -> claim.kind() == Kind.SERVES)
        .filter(claim -> operations.stream().noneMatch(claim::isAbout))
        .map(Claim::text)
        .toList();
  }

  /** Returns the most specific claim about an action or path. */
  Optional<Claim> about(String operation) {
    return claims.stream()
        .filter(claim -> claim.isAbout(operation))
        .max(Comparator.comparingInt(claim -> claim.text().length()));
  }

  /** Returns the claims of a kind in an area. */
  List<Claim> of(String area, Kind kind) {
    return claims.stream()
        .filter(claim -> claim.area().equals(area) && claim.kind() == kind)
        .toList();
  }

  /** Returns all names of witnesses. */
  List<String> witnesses() {
    return claims.stream().flatMap(claim -> claim.witnesses().stream()).distinct().toList();
  }

  /** Returns the names of all areas in order. */
  List<String> areas() {
    return claims.stream().map(Claim::area).distinct().toList();
  }
}
