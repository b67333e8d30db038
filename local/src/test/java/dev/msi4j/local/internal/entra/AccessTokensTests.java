package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.ARM;
import static dev.msi4j.local.internal.entra.TokenService.TENANT;
import static dev.msi4j.local.internal.entra.TokenService.claims;
import static dev.msi4j.local.internal.entra.TokenService.json;
import static dev.msi4j.local.internal.entra.TokenService.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccessTokensTests {
  @AutoClose private final TokenService service = new TokenService();

  @Test
  void tokenVerifiesWithThePublishedKeys() throws Exception {
    var token = SignedJWT.parse(service.token());
    var published = service.get("/" + TENANT + "/discovery/v2.0/keys").body().text();

    var key = JWKSet.parse(published).getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();

    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void headerHasTheMembersOfAzure() throws Exception {
    var header = SignedJWT.parse(service.token()).getHeader().toJSONObject();

    assertThat(header).containsOnlyKeys("typ", "alg", "kid", "x5t");
    assertThat(header).containsEntry("typ", "JWT").containsEntry("alg", "RS256");
    assertThat(header.get("x5t")).isEqualTo(header.get("kid"));
  }

  @Test
  void tokenOfAnApplicationHasItsClaims() throws Exception {
    var application = service.application;
    var now = service.clock.instant();

    var claims = claims(service.token());

    assertThat(claims.getAudience()).containsExactly(ARM);
    assertThat(claims.getIssuer()).isEqualTo("https://sts.windows.net/" + TENANT + "/");
    assertThat(claims.getSubject()).isEqualTo(application.objectId().toString());
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(now));
    assertThat(claims.getNotBeforeTime()).isEqualTo(Date.from(now));
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(now.plusSeconds(3599)));
    assertThat(claims.getClaims())
        .containsEntry("appid", application.appId().toString())
        .containsEntry("appidacr", "1")
        .containsEntry("idp", claims.getIssuer())
        .containsEntry("idtyp", "app")
        .containsEntry("oid", application.objectId().toString())
        .containsEntry("tid", TENANT.toString())
        .containsEntry("ver", "1.0")
        .containsKeys("aio", "rh", "uti")
        .doesNotContainKey("xms_mirid");
  }

  @Test
  void tokenOfAManagedIdentityHasItsResourceId() {
    var identity =
        service.managedIdentity(
            "/subscriptions/s/resourceGroups/Rg/providers/Microsoft.Compute/virtualMachines/Vm");

    var token =
        service
            .entra
            .tokens()
            .issue(
                identity,
                TargetResource.v1(ARM + "/"),
                TokenService.ORIGIN,
                ClientAuthenticationMethod.SIGNATURE,
                Duration.ofHours(24),
                Map.of("xms_az_rid", "/subscriptions/s"));

    assertThat(token.lifetime()).isEqualTo(86_400);
    assertThat(claims(token.value()).getClaims())
        .containsEntry(
            "xms_mirid",
            "/subscriptions/s/resourcegroups/Rg/providers/Microsoft.Compute/virtualMachines/Vm")
        .containsEntry("appidacr", "2")
        .containsEntry("xms_az_rid", "/subscriptions/s");
    assertThat(claims(token.value()).getAudience()).containsExactly(ARM + "/");
  }

  @Test
  void resourceDeclaredForVersion2GetsAV2Token() {
    var application = service.application;
    for (var scope : List.of(TokenService.V2_API, TokenService.V2_API_ID.toString())) {
      var token =
          text(json(service.postV2(service.form("scope", scope + "/.default"))), "access_token");

      var claims = claims(token);
      assertThat(claims.getIssuer()).isEqualTo(TokenService.ORIGIN + "/" + TENANT + "/v2.0");
      assertThat(claims.getAudience()).containsExactly(TokenService.V2_API_ID.toString());
      assertThat(claims.getClaims())
          .containsEntry("ver", "2.0")
          .containsEntry("azp", application.appId().toString())
          .containsEntry("azpacr", "1")
          .containsEntry("oid", application.objectId().toString())
          .containsEntry("sub", application.objectId().toString())
          .doesNotContainKeys("appid", "appidacr", "idp");
    }
  }

  /** Follows the same steps as Spring Security with the property {@code issuer-uri}. */
  @Test
  void v2TokenVerifiesWithTheConfigurationOfItsIssuer() throws Exception {
    var answer = json(service.postV2(service.form("scope", TokenService.V2_API + "/.default")));
    var token = SignedJWT.parse(text(answer, "access_token"));
    var issuer = token.getJWTClaimsSet().getIssuer();

    var configuration = json(service.get(path(issuer) + "/.well-known/openid-configuration"));
    var keys = service.get(path(text(configuration, "jwks_uri"))).body().text();

    assertThat(text(configuration, "issuer")).isEqualTo(issuer);
    assertThat(json(service.get(path(text(configuration, "jwks_uri")))).path("keys"))
        .allSatisfy(key -> assertThat(text(key, "issuer")).isEqualTo(issuer));
    var key = JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void v1TokenHasTheIssuerOfTheV1Configuration() {
    var configuration = json(service.get("/" + TENANT + "/.well-known/openid-configuration"));

    assertThat(text(configuration, "issuer")).isEqualTo(claims(service.token()).getIssuer());
  }

  private static String path(String url) {
    assertThat(url).startsWith(TokenService.ORIGIN);
    return url.substring(TokenService.ORIGIN.length());
  }

  @Test
  void everyTokenHasANewId() {
    var ids = new HashSet<Object>();
    for (var i = 0; i < 5; i++) {
      ids.add(claims(service.token()).getClaim("uti"));
    }

    assertThat(ids).hasSize(5);
  }

  @Test
  void stringFormOmitsTheToken() {
    var token =
        service
            .entra
            .tokens()
            .issue(
                service.application,
                TargetResource.v1(ARM),
                TokenService.ORIGIN,
                ClientAuthenticationMethod.SECRET,
                Duration.ofHours(1),
                Map.of());

    assertThat(token.toString()).contains(ARM).doesNotContain(token.value());
  }

  @Test
  void publishedKeysHaveNoPrivateParts() {
    for (var path : new String[] {"discovery/keys", "discovery/v2.0/keys"}) {
      var keys = json(service.get("/" + TENANT + "/" + path)).get("keys");

      assertThat(keys).isNotEmpty();
      assertThat(keys)
          .allSatisfy(key ->
              assertThat(key.fieldNames())
                  .toIterable()
                  .isSubsetOf("kty", "use", "kid", "x5t", "n", "e", "x5c", "issuer"));
    }
  }
}
