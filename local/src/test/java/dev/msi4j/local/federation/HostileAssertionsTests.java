package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.description;
import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged and malformed client assertions. */
class HostileAssertionsTests {
  private static final String SUBJECT = "system:serviceaccount:shop:orders";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final LocalIssuer issuer = azure.createIssuer("cluster");
  private static final Workload workload =
      Workload.as(azure, "orders").trust("cluster", issuer.url(), SUBJECT);
  private static RSAKey foreignKey;

  @BeforeAll
  static void generateForeignKey() throws JOSEException {
    foreignKey = new RSAKeyGenerator(2048).generate();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "NONE", "", "rs256", "RS384", "PS256", "ES256"})
  void everyAlgorithmExceptRs256IsRejected(String algorithm) {
    var header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId() + "\"}";

    var unsigned = workload.exchange(join(header, payload(), ""));
    var signed = workload.exchange(join(header, payload(), "c2lnbmF0dXJl"));

    assertThat(error(unsigned)).isEqualTo("400 invalid_request 5002738");
    assertThat(error(signed)).isEqualTo("400 invalid_request 5002738");
    assertThat(description(signed)).contains("'" + algorithm + "' is not a supported");
  }

  @Test
  void publicKeyAsSharedSecretIsRejected() throws Exception {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId()).build();
    var secret = publishedKey().toString().getBytes(StandardCharsets.UTF_8);

    assertThat(error(workload.exchange(sign(header, payload(), new MACSigner(secret)))))
        .isEqualTo("400 invalid_request 5002738");
  }

  @Test
  void signatureOfAForeignKeyWithAKnownIdIsRejected() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId()).build();

    var answer = workload.exchange(sign(header, payload(), new RSASSASigner(foreignKey)));

    assertThat(error(answer)).isEqualTo("401 invalid_client 700027");
  }

  @Test
  void keyEmbeddedInTheTokenIsIgnored() throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("mine")
            .jwk(foreignKey.toPublicJWK())
            .jwkURL(URI.create("https://evil.example/jwks"))
            .build();

    var answer = workload.exchange(sign(header, payload(), new RSASSASigner(foreignKey)));

    assertThat(error(answer)).isEqualTo("401 invalid_client 7000272");
    assertThat(description(answer)).contains("identifier mine used", issuer.url());
  }

  @Test
  void missingKeyIdIsRejected() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).build();

    assertThat(error(workload.exchange(sign(header, payload(), new RSASSASigner(foreignKey)))))
        .isEqualTo("400 invalid_request 5002723");
  }

  @Test
  void signatureOfOtherClaimsIsRejected() {
    var good = issuer.token(TokenClaims.of("system:serviceaccount:shop:other")).split("\\.", -1);
    var forged = good[0] + "." + encode(payload()) + "." + good[2];

    assertThat(error(workload.exchange(forged))).isEqualTo("401 invalid_client 700027");
  }

  @Test
  void everyChangedCharacterIsRejected() {
    var good = issuer.token(TokenClaims.of(SUBJECT));
    assertThat(workload.exchange(good).status()).isEqualTo(200);

    for (var i = 0; i < good.length(); i++) {
      var other = good.charAt(i) == 'A' ? 'B' : 'A';
      var forged = good.substring(0, i) + other + good.substring(i + 1);
      assertThat(workload.exchange(forged).status()).as("character %s", i).isIn(400, 401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "!", ".", "+", "\n", "%"})
  void trailingCharactersAreRejected(String more) {
    var good = issuer.token(TokenClaims.of(SUBJECT));

    assertThat(error(workload.exchange(good + more))).isEqualTo("400 invalid_request 50027");
  }

  @Test
  void criticalHeaderExtensionIsRejected() throws Exception {
    var header = "{\"alg\":\"RS256\",\"kid\":\"" + keyId() + "\",\"crit\":[\"exp\"],\"exp\":1}";

    assertThat(error(workload.exchange(join(header, payload(), "c2lnbmF0dXJl"))))
        .isEqualTo("401 invalid_client 700027");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"iss\":\"a\",\"iss\":\"b\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1}|not JSON",
        "{\"sub\":\"s\",\"aud\":\"a\",\"exp\":1}|'iss'",
        "{\"iss\":\"\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1}|'iss'",
        "{\"iss\":\"i\",\"sub\":7,\"aud\":\"a\",\"exp\":1}|'sub'",
        "{\"iss\":\"i\",\"sub\":[\"s\"],\"aud\":\"a\",\"exp\":1}|'sub'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1}|'aud'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[],\"exp\":1}|'aud'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",1],\"exp\":1}|'aud'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\"}|'exp'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":\"1\"}|'exp'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1e300}|'exp'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":-1}|'exp'",
        "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1,\"nbf\":null}|'nbf'",
        "[]|not a JSON object",
        "{} {}|not JSON",
        "text|not JSON"
      })
  void malformedClaimsAreRejectedWithAReason(String claims, String reason) {
    var header = "{\"alg\":\"RS256\",\"kid\":\"k\"}";

    var answer = workload.exchange(join(header, claims, "c2lnbmF0dXJl"));

    assertThat(error(answer)).isEqualTo("400 invalid_request 50027");
    assertThat(description(answer)).contains(reason);
  }

  @Test
  void deeplyNestedClaimsAreRejected() {
    var deep = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);

    assertThat(error(workload.exchange(join("{\"alg\":\"RS256\",\"kid\":\"k\"}", deep, "c2ln"))))
        .isEqualTo("400 invalid_request 50027");
  }

  @Test
  void assertionOverTheMaximumLengthIsRejected() {
    var token = issuer.token(TokenClaims.of(SUBJECT).claim("more", "x".repeat(32 << 10)));

    var answer = workload.exchange(token);

    assertThat(error(answer)).isEqualTo("400 invalid_request 50027");
    assertThat(description(answer)).contains("more than 32768 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "a.b.c.d", "..", "a.b.c.d.e", "!.!.!", "e30=.e30=."})
  void textThatIsNotAJwtIsRejected(String text) {
    assertThat(error(workload.exchange(text))).startsWith("400 invalid_request 50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "%2F", "?", "#", ".evil.example", "@evil.example"})
  void issuerIsComparedExactly(String suffix) {
    var token = issuer.token(TokenClaims.of(SUBJECT).claim("iss", issuer.url() + suffix));

    assertThat(error(workload.exchange(token))).isEqualTo("401 invalid_client 700211");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://sts.windows.net/x/", "https://login.microsoftonline.com/x/v2.0"})
  void tokenOfMicrosoftEntraIsRejected(String azuresIssuer) {
    var token = issuer.token(TokenClaims.of(SUBJECT).claim("iss", azuresIssuer));

    assertThat(error(workload.exchange(token))).isEqualTo("401 invalid_client 700222");
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:issuer", "issuer", "https://", "https:///x", "//x", "a b"})
  void issuerThatIsNotAUrlIsRejected(String url) {
    var token = issuer.token(TokenClaims.of(SUBJECT).claim("iss", url));

    assertThat(error(workload.exchange(token))).isEqualTo("401 invalid_client 700211");
  }

  private static String payload() {
    return "{\"iss\":\""
        + issuer.url()
        + "\",\"sub\":\""
        + SUBJECT
        + "\",\"aud\":\""
        + Workload.AUDIENCE
        + "\",\"exp\":4102444800}";
  }

  private static String keyId() {
    try {
      return SignedJWT.parse(issuer.token(TokenClaims.of(SUBJECT))).getHeader().getKeyID();
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String publishedKey() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(issuer.url() + "/jwks")).build();
    return HttpClient.newBuilder()
        .sslContext(azure.sslContext())
        .build()
        .send(request, BodyHandlers.ofString())
        .body();
  }

  private static String sign(JWSHeader header, String payload, JWSSigner signer)
      throws JOSEException {
    var token = new JWSObject(header, new Payload(payload));
    token.sign(signer);
    return token.serialize();
  }

  private static String join(String header, String payload, String signature) {
    return encode(header) + "." + encode(payload) + "." + signature;
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
