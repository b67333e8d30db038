package dev.msi4j.local.internal.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.msi4j.local.internal.entra.keys.JsonWebKeySet;
import dev.msi4j.local.internal.entra.keys.RegisteredIssuers;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Simulates external token issuers and creates their tokens. The token service reads the keys from
 * here, so that an issuer can have the URL of an issuer on the Internet.
 */
public final class Issuers implements RegisteredIssuers {
  private static final String KIND = "issuer";
  private static final String BY_URL = "issuer.byurl";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.secret(KIND), DocumentKind.text(BY_URL));
  private static final int KEY_BITS = 2048;

  /** Bounds the list of issuers, which has no pages. */
  private static final int MAX_ISSUERS = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final Store store;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public Issuers(ServerRuntime runtime) {
    store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /** An issuer without its keys. */
  public record Issuer(String name, String url) {}

  /** Returns the default URL of an issuer. */
  public static String url(String origin, String name) {
    return origin + "/issuers/" + name;
  }

  /** Creates an issuer, or returns the existing one of this name and URL. */
  public Issuer create(String name, String url) {
    check(name, url);
    // Generated outside of the transaction: it takes up to a second.
    var key = find(name).isPresent() ? Optional.<RSAKey>empty() : Optional.of(newKey());
    return store.write(documents -> create(documents, name, url, key));
  }

  private Issuer create(Documents documents, String name, String url, Optional<RSAKey> key) {
    var existing = row(documents, name);
    if (existing.isPresent()) {
      if (!existing.get().url().equals(url)) {
        throw IssuerException.nameTaken(name, existing.get().url());
      }
      return issuer(existing.get());
    }
    documents
        .get(BY_URL, url)
        .ifPresent(other -> {
          throw IssuerException.urlTaken(url, other);
        });
    if (documents.count(KIND, "") >= MAX_ISSUERS) {
      throw IssuerException.tooMany(MAX_ISSUERS);
    }
    var row = new IssuerRow(name, url, List.of(key.orElseGet(this::newKey).toJSONString()));
    save(documents, row);
    documents.put(BY_URL, url, name);
    return issuer(row);
  }

  /** Finds an issuer by its name. */
  public Optional<Issuer> find(String name) {
    return store.read(documents -> row(documents, name)).map(Issuers::issuer);
  }

  /** Finds an issuer by its name, in a transaction. */
  public Optional<Issuer> find(Documents documents, String name) {
    return row(documents, name).map(Issuers::issuer);
  }

  /** Deletes an issuer, if it exists, in a transaction. */
  public void delete(Documents documents, String name) {
    row(documents, name)
        .ifPresent(row -> {
          documents.delete(BY_URL, row.url());
          documents.delete(KIND, name);
        });
  }

  /** Returns all issuers in the order of their names. */
  public List<Issuer> list() {
    return store.read(documents -> documents.list(KIND, "", "", Integer.MAX_VALUE)).stream()
        .map(entry -> issuer(Json.read(entry.body(), IssuerRow.class)))
        .toList();
  }

  /** Replaces the signing key. The previous key stays valid, and older keys do not. */
  public void rotate(String name) {
    var key = newKey();
    store.change(documents -> save(documents, existing(documents, name).rotated(key)));
  }

  /** Deletes an issuer. Its tokens are then invalid. */
  public void delete(String name) {
    store.change(documents -> delete(documents, existing(documents, name).name()));
  }

  /**
   * Creates a token of an issuer that is valid from now on.
   *
   * @param claims additional claims, which override {@code iss}, {@code iat}, {@code nbf}, {@code
   *     exp} and {@code jti}
   */
  public String token(String name, Map<String, ?> claims, Duration lifetime) {
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw IssuerException.invalid("lifetime", lifetime.toString(), "positive");
    }
    var row = store.read(documents -> existing(documents, name));
    var now = clock.instant().getEpochSecond();
    var all = new LinkedHashMap<String, Object>();
    all.put("iss", row.url());
    all.put("iat", now);
    all.put("nbf", now);
    all.put("exp", now + lifetime.toSeconds());
    all.put("jti", ids.get().toString());
    all.putAll(claims);
    return sign(row.newest(), Json.write(all));
  }

  @Override
  public Optional<JsonWebKeySet> keys(String issuer) {
    return store
        .read(documents -> documents.get(BY_URL, issuer).flatMap(name -> row(documents, name)))
        .map(row -> JsonWebKeySet.of(row.publicSet()));
  }

  /** Returns a stored issuer. */
  IssuerRow published(String name) {
    return store.read(documents -> existing(documents, name));
  }

  private static String sign(RSAKey key, String claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    var token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign a token", e);
    }
    return token.serialize();
  }

  private RSAKey newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(ids.get().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("can't generate a key", e);
    }
  }

  private static void check(String name, String url) {
    if (!NAME.matcher(name).matches()) {
      throw IssuerException.invalid(
          "name",
          name,
          "1 to 63 lower-case letters, digits and hyphens, and not start with a hyphen");
    }
    if (!isValidUrl(url)) {
      throw IssuerException.invalid("url", url, "an https URL without a query and a fragment");
    }
  }

  private static boolean isValidUrl(String text) {
    try {
      var url = URI.create(text);
      return "https".equals(url.getScheme())
          && url.getRawAuthority() != null
          && !url.getRawAuthority().startsWith(":")
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      // Reported by the caller, like other invalid URLs.
      return false;
    }
  }

  private static IssuerRow existing(Documents documents, String name) {
    return row(documents, name).orElseThrow(() -> IssuerException.notFound(name));
  }

  private static Optional<IssuerRow> row(Documents documents, String name) {
    return documents.get(KIND, name).map(body -> Json.read(body, IssuerRow.class));
  }

  private static void save(Documents documents, IssuerRow row) {
    documents.put(KIND, row.name(), Json.write(row));
  }

  private static Issuer issuer(IssuerRow row) {
    return new Issuer(row.name(), row.url());
  }
}
