package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.text.CaseFolding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The APIs of Microsoft, read from the resource file first-party-resources.tsv. The comparison of
 * identifiers ignores case and one trailing slash.
 */
final class FirstPartyResources {
  /** The API that accepts v2.0 tokens of managed identities as client assertions. */
  static final String TOKEN_EXCHANGE = "api://AzureADTokenExchange";

  private static final String LIST = "first-party-resources.tsv";
  private static final String HTTPS = "https://";

  private static final Map<String, TargetResource> BY_IDENTIFIER = read();

  private FirstPartyResources() {}

  private static Map<String, TargetResource> read() {
    var byIdentifier = new HashMap<String, TargetResource>();
    try (var list = FirstPartyResources.class.getResourceAsStream(LIST)) {
      var text = Objects.requireNonNull(list, LIST).readAllBytes();
      new String(text, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .forEach(cells -> add(byIdentifier, cells.get(0), cells.get(2)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource file " + LIST, e);
    }
    return Map.copyOf(byIdentifier);
  }

  private static void add(Map<String, TargetResource> byIdentifier, String appId, String uris) {
    var v2Audience = uris.equals(TOKEN_EXCHANGE) ? UUID.fromString(appId) : null;
    for (var identifier : (appId + " " + uris).split(" ", -1)) {
      if (identifier.length() > 1) {
        byIdentifier.put(normalized(identifier), new TargetResource(identifier, v2Audience));
      }
    }
  }

  /** Returns the resource with an identifier, in the given spelling. */
  static Optional<TargetResource> find(String identifier) {
    var normalized = normalized(identifier);
    return Optional.ofNullable(BY_IDENTIFIER.get(normalized))
        .or(() -> Optional.ofNullable(BY_IDENTIFIER.get(wildcardFirstLabel(normalized))))
        .map(found -> new TargetResource(identifier, found.v2Audience()));
  }

  /**
   * Returns the audience of an assertion in the form that credentials use: tokens for the token
   * exchange hold its application id, credentials hold its URI.
   */
  static String credentialAudience(String audience) {
    var exchange = find(TOKEN_EXCHANGE).map(TargetResource::v2Audience).map(UUID::toString);
    return exchange.filter(audience::equalsIgnoreCase).isPresent() ? TOKEN_EXCHANGE : audience;
  }

  /** Returns the normalized form of an identifier, for comparison. */
  static String normalized(String identifier) {
    var lower = CaseFolding.of(identifier);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String wildcardFirstLabel(String identifier) {
    var dot = identifier.indexOf('.');
    return dot > HTTPS.length() && identifier.startsWith(HTTPS)
        ? HTTPS + "*" + identifier.substring(dot)
        : identifier;
  }
}
