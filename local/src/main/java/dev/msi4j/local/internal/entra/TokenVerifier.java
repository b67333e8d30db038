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
 * Verifies access tokens of this token service. A signature is checked once per token; time,
 * audience and the principal's standing on every call, since another process that shares the store
 * may have changed it. Safe for threads.
 */
public final class TokenVerifier {
  /** A few megabytes; when there are more tokens than this, forgetting all of them costs little. */
  private static final int REMEMBERED = 10_000;

  private final SigningKeys keys;
  private final Directory directory;
  private final Store store;
  private final Clock clock;

  /** By the SHA-256 of the token: a dump of this memory holds no tokens. */
  private final Map<ByteBuffer, VerifiedToken> remembered = new ConcurrentHashMap<>();

  TokenVerifier(SigningKeys keys, Directory directory, Store store, Clock clock) {
    this.keys = keys;
    this.directory = directory;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Finds out who a token speaks for.
   *
   * @param bearer the token as it stands behind {@code Bearer} in the header
   * @param audiences the audiences to accept
   * @throws InvalidTokenException if the token is not good for that
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
    var known = remembered.get(hash);
    if (known != null) {
      return known;
    }
    var token = parse(bearer);
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(hash, token);
    return token;
  }

  private VerifiedToken parse(String bearer) {
    checkForm(bearer);
    try {
      var token = VerifiedToken.of(signed(JWTParser.parse(bearer)).getJWTClaimsSet());
      if (!isOurs(token.issuer())) {
        throw TokenErrors.issuer(token.issuer());
      }
      return token;
    } catch (ParseException e) {
      throw TokenErrors.malformed();
    }
  }

  /**
   * The issuer of v2.0 tokens begins with an origin; the signature says that it is this server's.
   */
  private boolean isOurs(String issuer) {
    var tenantId = directory.tenantId();
    return issuer.equals(AccessTokens.issuer(tenantId))
        || issuer.endsWith(AccessTokens.v2Issuer("", tenantId));
  }

  /**
   * Checks what the library does not: it passes over characters that are not base64url, and takes
   * the header for an object, whatever it is.
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

  /** The algorithm is ours to choose: a token does not get to say that it needs no signature. */
  private SignedJWT signed(JWT token) {
    if (!(token instanceof SignedJWT signed)
        || !signed.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)) {
      throw TokenErrors.algorithm();
    }
    var keyId = signed.getHeader().getKeyID();
    if (keyId == null) {
      throw TokenErrors.unknownKey();
    }
    if (!keys.byId(keyId).orElseThrow(TokenErrors::unknownKey).signed(signed)) {
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
            .orElseThrow(TokenErrors::principalGone);
    if (token.generation() < principal.generation()) {
      throw TokenErrors.revoked();
    }
    return principal;
  }
}
