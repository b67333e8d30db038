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
 * Microsoft's own resources, from the list beside this class. Identifiers are compared without case
 * and without one slash at the end.
 */
final class FirstPartyResources {
  /** Takes managed identities' tokens as assertions, which are of version 2.0. */
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
      throw new UncheckedIOException("the list " + LIST + " can't be read", e);
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

  /** Returns the resource with an identifier, as it is spelled there. */
  static Optional<TargetResource> find(String identifier) {
    var normalized = normalized(identifier);
    return Optional.ofNullable(BY_IDENTIFIER.get(normalized))
        .or(() -> Optional.ofNullable(BY_IDENTIFIER.get(anyFirstLabel(normalized))))
        .map(found -> new TargetResource(identifier, found.v2Audience()));
  }

  /**
   * Returns the audience by which a federated identity credential names the one of an assertion:
   * tokens for the token exchange have its application id, credentials its URI.
   */
  static String credentialAudience(String audience) {
    var exchange = find(TOKEN_EXCHANGE).map(TargetResource::v2Audience).map(UUID::toString);
    return exchange.filter(audience::equalsIgnoreCase).isPresent() ? TOKEN_EXCHANGE : audience;
  }

  /** Returns the identifier in the form in which it is compared. */
  static String normalized(String identifier) {
    var lower = CaseFolding.of(identifier);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String anyFirstLabel(String identifier) {
    var dot = identifier.indexOf('.');
    return dot > HTTPS.length() && identifier.startsWith(HTTPS)
        ? HTTPS + "*" + identifier.substring(dot)
        : identifier;
  }
}
