package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.ARM;
import static dev.msi4j.local.internal.entra.TokenService.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.internal.entra.InvalidTokenException.Reason;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTests {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @AutoClose private final TokenService service = new TokenService();
  private final TokenVerifier verifier = service.entra.verifier();

  @Test
  void verifyReturnsTheCaller() {
    var application = service.application;

    assertThat(verifier.verify(service.token(), ARM::equals))
        .isEqualTo(
            new Caller(application.objectId(), application.appId(), TokenService.TENANT, false));
  }

  @Test
  void callerOfAManagedIdentityIsMarked() {
    var identity = service.managedIdentity("/subscriptions/s/resourceGroups/g/x/y");
    var token =
        service
            .entra
            .tokens()
            .issue(
                identity,
                TargetResource.v1(ARM),
                TokenService.ORIGIN,
                ClientAuthenticationMethod.SIGNATURE,
                Duration.ofHours(24),
                Map.of());

    assertThat(verifier.verify(token.value(), ARM::equals).managedIdentity()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d.e", "..", "e30.e30.e30", "ä.ö.ü"})
  void textThatIsNotAJwtIsRejected(String token) {
    assertRejected(token, Reason.INVALID, "invalid");
  }

  @Test
  void changedClaimsAreRejected() {
    var parts = service.token().split("\\.", -1);
    var claims = claims(service.token()).toJSONObject();
    claims.put("oid", UUID.randomUUID().toString());

    assertRejected(
        parts[0] + "." + encode(Json.write(claims)) + "." + parts[2], Reason.INVALID, "signature");
  }

  @Test
  void missingSignatureAndSignatureOfAnotherTokenAreRejected() {
    var token = service.token();
    var other = service.token();
    var unsigned = token.substring(0, token.lastIndexOf('.') + 1);

    assertRejected(unsigned, Reason.INVALID, "");
    assertRejected(
        unsigned + other.substring(other.lastIndexOf('.') + 1), Reason.INVALID, "signature");
  }

  @Test
  void unsignedTokenIsRejected() {
    var token = new PlainJWT(claims(service.token())).serialize();

    assertRejected(token, Reason.INVALID, "RS256");
  }

  @Test
  void publicKeyAsSharedSecretIsRejected() throws Exception {
    var secret = publicKey().toRSAPublicKey().getEncoded();

    assertRejected(
        signed(JWSAlgorithm.HS256, publicKey().getKeyID(), new MACSigner(secret)),
        Reason.INVALID,
        "RS256");
  }

  @Test
  void otherAlgorithmOfTheSameKeyIsRejected() throws Exception {
    var signer = new RSASSASigner(privateKey());

    assertRejected(
        signed(JWSAlgorithm.RS512, publicKey().getKeyID(), signer), Reason.INVALID, "RS256");
  }

  @Test
  void unknownKeyIdIsRejected() throws Exception {
    var foreign = SigningKeyGenerator.create(Instant.EPOCH);

    assertRejected(
        signed(JWSAlgorithm.RS256, foreign.getKeyID(), new RSASSASigner(foreign)),
        Reason.INVALID,
        "key is unknown");
  }

  @Test
  void foreignKeyWithAKnownIdIsRejected() throws Exception {
    var foreign = SigningKeyGenerator.create(Instant.EPOCH);

    assertRejected(
        signed(JWSAlgorithm.RS256, publicKey().getKeyID(), new RSASSASigner(foreign)),
        Reason.INVALID,
        "signature");
  }

  @Test
  void missingKeyIdIsRejected() throws Exception {
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims(service.token()));
    token.sign(new RSASSASigner(privateKey()));

    assertRejected(token.serialize(), Reason.INVALID, "key is unknown");
  }

  @Test
  void otherIssuerIsRejected() throws Exception {
    var claims =
        new JWTClaimsSet.Builder(claims(service.token()))
            .issuer("https://sts.windows.net/" + UUID.randomUUID() + "/")
            .build();

    assertRejected(signed(claims), Reason.WRONG_ISSUER, claims.getIssuer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oid", "iss", "aud", "iat", "nbf", "exp"})
  void missingClaimIsRejected(String name) throws Exception {
    var claims = new JWTClaimsSet.Builder(claims(service.token())).claim(name, null).build();

    assertRejected(signed(claims), Reason.INVALID, "invalid");
  }

  @Test
  void expiredTokenIsRejected() {
    var token = service.token();
    service.clock.advance(Duration.ofSeconds(3598));
    verifier.verify(token, ARM::equals);

    service.clock.advance(Duration.ofSeconds(1));

    assertRejected(token, Reason.EXPIRED, "2026-06-01T12:59:59Z");
  }

  @Test
  void tokenThatIsNotYetValidIsRejected() throws Exception {
    var later = service.clock.instant().plusSeconds(60);
    var claims =
        new JWTClaimsSet.Builder(claims(service.token())).notBeforeTime(Date.from(later)).build();
    var token = signed(claims);

    assertRejected(token, Reason.INVALID, "not valid before 2026-06-01T12:01:00Z");
    service.clock.advance(Duration.ofSeconds(60));
    assertThat(verifier.verify(token, ARM::equals)).isNotNull();
  }

  @Test
  void otherAudienceIsRejected() {
    var rejected =
        catchThrowableOfType(
            InvalidTokenException.class,
            () -> verifier.verify(service.token(), "https://x"::equals));

    assertThat(rejected.reason()).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(rejected.detail()).isEqualTo(ARM);
  }

  @Test
  void tokenOfADeletedPrincipalIsRejected() {
    var token = service.token();
    verifier.verify(token, ARM::equals);

    service.store.change(
        documents -> service.directory.delete(documents, service.application.objectId()));

    assertRejected(token, Reason.REVOKED, "has been deleted");
  }

  @Test
  void revokedTokenIsRejectedAndNewTokenOfTheSameSecondAccepted() {
    var token = service.token();
    verifier.verify(token, ARM::equals);

    revoke();

    assertRejected(token, Reason.REVOKED, "revoked");
    assertThat(verifier.verify(service.token(), ARM::equals)).isNotNull();
  }

  @Test
  void tokenBetweenTwoRevocationsOfOneSecondIsRejected() {
    var first = service.token();
    revoke();
    var second = service.token();
    revoke();
    var third = service.token();

    assertRejected(first, Reason.REVOKED, "revoked");
    assertRejected(second, Reason.REVOKED, "revoked");
    assertThat(verifier.verify(third, ARM::equals)).isNotNull();
    assertThat(claims(third).getIssueTime()).isEqualTo(claims(first).getIssueTime());
  }

  @Test
  void revocationByAProcessWithASlowClockTakesEffect() {
    var token = service.token();
    service.clock.advance(Duration.ofHours(-1));
    revoke();

    assertRejected(token, Reason.INVALID, "not valid before");
    service.clock.advance(Duration.ofHours(1));
    assertRejected(token, Reason.REVOKED, "revoked");
  }

  @Test
  void revocationStoredByAnOlderReleaseTakesEffect() {
    var token = service.token();
    var id = service.application.objectId().toString();
    var stored = service.store.read(documents -> documents.get("principal", id).orElseThrow());
    var older = stored.replaceFirst("\"revocations\":null", "\"revokedAt\":1780315200");
    assertThat(older).isNotEqualTo(stored);

    service.store.change(documents -> documents.put("principal", id, older));

    assertRejected(token, Reason.REVOKED, "revoked");
    var fresh = service.token();
    assertThat(verifier.verify(fresh, ARM::equals)).isNotNull();
    revoke();
    assertRejected(fresh, Reason.REVOKED, "revoked");
  }

  private void revoke() {
    service.store.change(
        documents -> service.directory.revoke(documents, service.application.objectId()));
  }

  /** Lenient decoders read the same bytes from each of these tokens. */
  @Test
  void tokenInLenientBase64IsRejected() {
    var token = service.token();
    verifier.verify(token, ARM::equals);
    var parts = token.split("\\.", -1);
    var last = token.charAt(token.length() - 1);
    // The last character of a signature of 256 bytes has four bits that belong to no byte.
    var others = new ArrayList<String>();
    for (var extra : List.of(" ", "\t", "=", "==", "!", "%3D", "\u00e4")) {
      for (var part = 0; part < 3; part++) {
        var changed = parts.clone();
        changed[part] = parts[part].substring(0, 5) + extra + parts[part].substring(5);
        others.add(String.join(".", changed));
        changed[part] = parts[part] + extra;
        others.add(String.join(".", changed));
      }
    }
    others.add(token.replace('-', '+').replace('_', '/') + "+");
    others.add(
        token.substring(0, token.length() - 1) + ALPHABET.charAt(ALPHABET.indexOf(last) + 1));

    others.forEach(other -> assertRejected(other, Reason.INVALID, "invalid"));
  }

  @Test
  void messageDoesNotHoldTheToken() {
    var token = service.token() + "x";

    var rejected =
        catchThrowableOfType(
            InvalidTokenException.class, () -> verifier.verify(token, ARM::equals));

    assertThat(rejected).hasMessageNotContaining(token.substring(0, 20));
  }

  private void assertRejected(String token, Reason reason, String detail) {
    // Twice: a rejected token must not be cached as valid.
    for (var i = 0; i < 2; i++) {
      var rejected =
          catchThrowableOfType(
              InvalidTokenException.class, () -> verifier.verify(token, ARM::equals));
      assertThat(rejected).as(token).isNotNull();
      assertThat(rejected.reason()).isEqualTo(reason);
      assertThat(rejected.detail()).contains(detail);
    }
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(publicKey().getKeyID()).build(),
            claims);
    token.sign(new RSASSASigner(privateKey()));
    return token.serialize();
  }

  private String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims(service.token()));
    token.sign(signer);
    return token.serialize();
  }

  private RSAKey publicKey() throws Exception {
    var published = service.get("/common/discovery/keys").body().text();
    return JWKSet.parse(published).getKeys().get(0).toRSAKey();
  }

  private RSAKey privateKey() throws Exception {
    List<Entry> keys = service.store.read(documents -> documents.list("signing-key", "", "", 10));
    return RSAKey.parse(keys.get(0).body());
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
