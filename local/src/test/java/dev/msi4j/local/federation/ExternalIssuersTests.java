package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.description;
import static dev.msi4j.local.Workload.error;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.ExternalIssuer;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.entra.keys.TrustedAuthorities;
import dev.msi4j.local.internal.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** External issuers, whose keys the token service fetches. */
class ExternalIssuersTests {
  /** The time for which a failed fetch is cached. */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(10);

  private static final String SUBJECT = "repo:octo/app:ref:refs/heads/main";

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  @AutoClose private ExternalIssuer issuer;
  @AutoClose private LocalAzure azure;
  private Workload workload;

  @BeforeEach
  void startServers() {
    issuer = new ExternalIssuer(folder);
    azure = TestAzure.builder().clock(clock).trustedIssuerCa(issuer.authority()).start();
    workload = Workload.as(azure, "worker").trust("outside", issuer.url(), SUBJECT);
  }

  @Test
  void keysAreFetchedOnceUntilMaxAge() {
    issuer.answerKeys(keysFor("max-age=600"));
    assertExchanged();
    assertExchanged();
    assertThat(issuer.fetches()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(10));

    assertExchanged();
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void keysAreFetchedHourlyWithoutCacheControl() {
    assertExchanged();
    clock.advance(Duration.ofHours(1).minusSeconds(1));
    assertExchanged();
    assertThat(issuer.fetches()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));

    assertExchanged();

    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void keysAreFetchedDailyWithALongMaxAge() {
    issuer.answerKeys(keysFor("public, max-age=99999999"));
    assertExchanged();
    clock.advance(Duration.ofHours(24));
    workload = Workload.as(azure, "again").trust("outside", issuer.url(), SUBJECT);

    assertExchanged();

    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void rotatedKeyIsAcceptedAndTheOldKeyRejected() {
    var old = issuer.token(SUBJECT);
    assertExchanged();

    issuer.rotate("second");

    assertExchanged();
    assertThat(error(workload.exchange(old))).isEqualTo("401 invalid_client 7000272");
  }

  @Test
  void unknownKeyIdDoesNotTriggerAFetchEveryTime() {
    assertExchanged();
    issuer.rotate("second");
    assertExchanged();
    issuer.rotate("third");

    assertThat(error(workload.exchange(issuer.token(SUBJECT))))
        .isEqualTo("401 invalid_client 7000272");
    assertThat(issuer.fetches()).isEqualTo(2);

    clock.advance(Duration.ofSeconds(5));
    assertExchanged();
  }

  @Test
  void keysAreNotFetchedForAnUntrustedSubject() {
    workload.exchange(issuer.token("other-subject"));

    assertThat(issuer.fetches()).isZero();
  }

  @Test
  void configurationWithAnotherIssuerIsRejected() {
    issuer.answerConfiguration(
        ExternalIssuer.configuration(issuer.url() + "/", issuer.url() + "/jwks"));

    assertUnreachable("names the issuer '" + issuer.url() + "/'");
  }

  @Test
  void missingConfigurationIsReported() {
    issuer.answerConfiguration(Response.empty(404));

    assertUnreachable("/.well-known/openid-configuration answers with status 404");
  }

  @Test
  void redirectIsRejected() {
    issuer.answerConfiguration(Response.empty(302).with("Location", issuer.url() + "/elsewhere"));

    assertUnreachable("answers with status 302");
  }

  @Test
  void jwksUriWithoutHttpsIsRejected() {
    issuer.answerConfiguration(
        ExternalIssuer.configuration(issuer.url(), "http://localhost:1/jwks"));

    assertUnreachable("'http://localhost:1/jwks' is not an https URL");
  }

  @Test
  void configurationWithoutJwksUriIsRejected() {
    issuer.answerConfiguration(ExternalIssuer.json("{\"issuer\":\"" + issuer.url() + "\"}"));

    assertUnreachable("has no jwks_uri");
  }

  @Test
  void keysThatAreNotAJsonObjectAreRejected() {
    issuer.answerKeys(ExternalIssuer.json("<html>"));
    assertUnreachable("/jwks does not answer with JSON]");

    clock.advance(FAILURE_LIFETIME);
    issuer.answerKeys(ExternalIssuer.json("[]"));
    assertUnreachable("/jwks does not answer with a JSON object");

    clock.advance(FAILURE_LIFETIME);
    issuer.answerKeys(ExternalIssuer.json("{\"keys\":[],\"keys\":[]}"));
    assertUnreachable("/jwks does not answer with JSON]");
  }

  @Test
  void documentOverTheSizeLimitIsRejected() {
    issuer.answerKeys(ExternalIssuer.json("{\"keys\":\"" + "x".repeat(256 << 10) + "\"}"));

    assertUnreachable("the document has more than 262144 bytes");
  }

  @Test
  void shortAndMalformedKeysAreIgnored() {
    var weak =
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"first\",\"e\":\"AQAB\",\"n\":\"u1SU1LfVLPHCozMxH2Mo\"},"
            + "{\"kty\":\"RSA\",\"kid\":\"first\",\"n\":\"!\",\"e\":\"!\"}]}";
    issuer.answerKeys(ExternalIssuer.json(weak));

    assertThat(error(workload.exchange(issuer.token(SUBJECT))))
        .isEqualTo("401 invalid_client 7000272");
  }

  @Test
  void failureIsCachedForTenSeconds() {
    issuer.answerKeys(Response.empty(500));
    assertUnreachable("/jwks answers with status 500");
    issuer.publish();

    assertUnreachable("/jwks answers with status 500");
    clock.advance(FAILURE_LIFETIME.minusMillis(1));
    assertUnreachable("/jwks answers with status 500");
    assertThat(issuer.fetches()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    assertExchanged();
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void cachedKeysStayValidWhileFetchesFail() {
    assertExchanged();
    var known = issuer.token(SUBJECT);
    issuer.answerKeys(Response.empty(500));
    issuer.rotate("second");
    issuer.answerKeys(Response.empty(500));
    assertUnreachable("status 500");

    assertThat(workload.exchange(known).status()).isEqualTo(200);
  }

  @Test
  void concurrentExchangesFetchTheKeysOnce() {
    var token = issuer.token(SUBJECT);

    var statuses =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> workload.exchange(token).status())
            .collect(Collectors.toSet());

    assertThat(statuses).containsExactly(200);
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void keysInLenientBase64AreIgnored() {
    issuer.answerKeys(
        ExternalIssuer.json(issuer.keys().body().text().replaceFirst("\"n\":\"(..)", "$0=")));

    assertThat(error(workload.exchange(issuer.token(SUBJECT))))
        .isEqualTo("401 invalid_client 7000272");
  }

  @Test
  void hostWithAnUnderscoreIsReportedWithARemedy() {
    var url = "https://my_issuer.example.com";
    var deleted = azure.createIssuer("underscore", url);
    var token = deleted.token(TokenClaims.of(SUBJECT));
    deleted.delete();
    workload = Workload.as(azure, "underscore").trust("outside", url, SUBJECT);

    var answer = workload.exchange(token);

    assertThat(error(answer)).isEqualTo("400 invalid_request 90061");
    assertThat(description(answer))
        .contains(
            "the Java runtime cannot connect to the host of '" + url,
            "letters, digits, hyphens and dots only; create this issuer in the local Azure");
  }

  @Test
  void stoppedIssuerIsReported() {
    var token = issuer.token(SUBJECT);
    issuer.close();

    var answer = workload.exchange(token);
    assertThat(error(answer)).isEqualTo("400 invalid_request 90061");
    assertThat(description(answer))
        .contains("/.well-known/openid-configuration does not accept connections]");
  }

  @Test
  void issuerThatDoesNotAnswerIsReportedAfterTheTimeout() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      issuer.answerConfiguration(
          ExternalIssuer.configuration(
              issuer.url(), "https://localhost:" + silent.getLocalPort() + "/jwks"));

      assertUnreachable("");
    }
  }

  @Test
  void certificateOfAnUntrustedAuthorityIsRejected() {
    try (var strict = TestAzure.start()) {
      workload = Workload.as(strict, "strict").trust("outside", issuer.url(), SUBJECT);

      assertUnreachable("can't be reached over TLS: its certificate must be valid for its name");
      assertThat(issuer.fetches()).isZero();
    }
  }

  @Test
  void certificateOfThisServerIsTrusted() {
    var here = azure.createIssuer("here");
    var alias = here.url().replace("localhost", "127.0.0.1");
    workload = Workload.as(azure, "near").trust("alias", alias, SUBJECT);

    var answer = workload.exchange(here.token(TokenClaims.of(SUBJECT).claim("iss", alias)));

    assertThat(description(answer))
        .contains("the OpenID configuration of " + alias + " names the issuer '" + here.url());
  }

  @Test
  void privateAddressIsRejectedByAServerOnAllInterfaces() {
    try (var open =
        TestAzure.builder().address("0.0.0.0").trustedIssuerCa(issuer.authority()).start()) {
      workload = Workload.as(open, "open").trust("outside", issuer.url(), SUBJECT);

      assertUnreachable(
          "localhost has the address 127.0.0.1, which this server does not connect to");
      assertThat(issuer.fetches()).isZero();
    }
  }

  @Test
  void authorityFileWithoutCertificatesIsRejected() throws IOException {
    var empty = Files.writeString(folder.resolve("empty.pem"), "");
    var missing = folder.resolve("missing.pem");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().trustedIssuerCa(empty).start())
        .withMessage("the issuer authority " + empty + " must hold certificates in PEM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().trustedIssuerCa(folder).start())
        .withMessageStartingWith(
            "the issuer authority " + folder + ": it is a directory; name a file");
    assertThatThrownBy(() -> TestAzure.builder().trustedIssuerCa(missing).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the issuer authority " + missing + " can't be read");
  }

  @Test
  void authorityFileInUtf16IsRead() throws IOException {
    var pem = Files.readString(issuer.authority());
    var utf16 = Files.write(folder.resolve("utf16.pem"), ("\uFEFF" + pem).getBytes(UTF_16LE));
    var utf8 = Files.writeString(folder.resolve("utf8.pem"), "\uFEFF" + pem);

    assertThat(TrustedAuthorities.read(utf16)).isEqualTo(TrustedAuthorities.read(utf8)).hasSize(1);
  }

  private Response keysFor(String cacheControl) {
    return issuer.keys().with("Cache-Control", cacheControl);
  }

  private void assertExchanged() {
    var answer = workload.exchange(issuer.token(SUBJECT));
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
  }

  private void assertUnreachable(String reason) {
    var answer = workload.exchange(issuer.token(SUBJECT));
    assertThat(error(answer)).isEqualTo("400 invalid_request 90061");
    assertThat(description(answer))
        .startsWith("AADSTS90061: Request to External OIDC endpoint failed. [Reason - ")
        .doesNotContainPattern("Exception|\\b(java|javax|sun|jdk)\\.")
        .contains(reason);
  }
}
