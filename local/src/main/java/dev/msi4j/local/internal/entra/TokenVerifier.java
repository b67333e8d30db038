package dev.msi4j.local.internal.entra;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.StrictBase64;
import dev.msi4j.local.internal.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Verifies access tokens of this token service. Verifies the signature once per token, but the
 * validity period, the audience and the principal on every call: another process that shares the
 * store may have deleted the principal or revoked its tokens. Thread-safe.
 */
public final class TokenVerifier {
  /** The cache is cleared when it is full; it takes a few megabytes at most. */
  private static final int MAX_CACHED = 10_000;

  private final SigningKeys keys;
  private final Directory directory;
  private final Store store;
  private final Clock clock;

  /** The verified tokens by their SHA-256, so that a heap dump holds no tokens. */
  private final Map<ByteBuffer, VerifiedToken> cache = new ConcurrentHashMap<>();

  TokenVerifier(SigningKeys keys, Directory directory, Store store, Clock clock) {
    this.keys = keys;
    this.directory = directory;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Verifies a token and returns the caller.
   *
   * @param bearer the token of the Authorization header, without the scheme {@code Bearer}
   * @param audiences the accepted audiences
   * @throws InvalidTokenException if the token is not valid
   */
  public Caller verify(String bearer, Predicate<String> audiences) {
    var token = verified(bearer);
    checkTime(token);
    if (!audiences.test(token.audience())) {
      throw TokenErrors.audience(token.audience());
    }
    var principal = principal(token);
    return new Caller(
        principal.objectId(),
        principal.appId(),
        principal.tenantId(),
        principal.kind() == Principal.Kind.MANAGED_IDENTITY);
  }

  private VerifiedToken verified(String bearer) {
    var hash = ByteBuffer.wrap(Sha256.of(bearer));
    var cached = cache.get(hash);
    if (cached != null) {
      return cached;
    }
    var token = parse(bearer);
    if (cache.size() >= MAX_CACHED) {
      cache.clear();
    }
    cache.put(hash, token);
    return token;
  }

  private VerifiedToken parse(String bearer) {
    checkForm(bearer);
    try {
      var token = VerifiedToken.of(signed(JWTParser.parse(bearer)).getJWTClaimsSet());
      if (!isOfThisTenant(token.issuer())) {
        throw TokenErrors.issuer(token.issuer());
      }
      return token;
    } catch (ParseException e) {
      throw TokenErrors.malformed();
    }
  }

  /**
   * Returns whether the issuer is this tenant. The origin in the issuer of v2.0 tokens is not
   * compared: the verified signature proves that this token service issued the token.
   */
  private boolean isOfThisTenant(String issuer) {
    var tenantId = directory.tenantId();
    return issuer.equals(AccessTokens.issuer(tenantId))
        || issuer.endsWith(AccessTokens.v2Issuer("", tenantId));
  }

  /**
   * Rejects malformed tokens that the JWT library accepts: the library ignores characters that are
   * not base64url and does not check that the header is a JSON object.
   */
  private static void checkForm(String bearer) {
    var parts = bearer.split("\\.", -1);
    for (var part : parts) {
      if (StrictBase64.url(part).isEmpty()) {
        throw TokenErrors.malformed();
      }
    }
    try {
      var header = StrictBase64.url(parts[0]).orElseThrow(TokenErrors::malformed);
      if (!Body.of(header).json().isObject()) {
        throw TokenErrors.malformed();
      }
    } catch (IOException e) {
      throw TokenErrors.malformed();
    }
  }

  /** Verifies the signature; accepts no algorithm other than RS256, whatever the header names. */
  private SignedJWT signed(JWT token) {
    if (!(token instanceof SignedJWT signed)
        || !signed.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)) {
      throw TokenErrors.algorithm();
    }
    var keyId = signed.getHeader().getKeyID();
    if (keyId == null) {
      throw TokenErrors.unknownKey();
    }
    if (!keys.byId(keyId).orElseThrow(TokenErrors::unknownKey).hasSigned(signed)) {
      throw TokenErrors.signature();
    }
    return signed;
  }

  private void checkTime(VerifiedToken token) {
    var now = clock.instant();
    if (now.isBefore(token.notBefore())) {
      throw TokenErrors.notYetValid(token.notBefore());
    }
    if (!now.isBefore(token.expiresAt())) {
      throw TokenErrors.expired(token.expiresAt(), now);
    }
  }

  private Principal principal(VerifiedToken token) {
    var principal =
        store
            .read(documents -> directory.byObjectId(documents, token.objectId()))
            .orElseThrow(TokenErrors::principalDeleted);
    if (token.generation() < principal.generation()) {
      throw TokenErrors.revoked();
    }
    return principal;
  }
}
