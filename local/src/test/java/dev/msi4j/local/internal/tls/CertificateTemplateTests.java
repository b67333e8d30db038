package dev.msi4j.local.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTemplateTests {
  private static final X500Name NAME = new X500Name("CN=test");

  /** RFC 5280 has one format up to 2049 and another one from 2050 on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000-01-01T00:00:00Z",
        "2026-11-09T07:05:03Z",
        "2049-12-31T23:59:59Z",
        "2050-01-01T00:00:00Z",
        "2107-02-28T12:00:00Z"
      })
  void timesAreEncodedExactly(String text) throws GeneralSecurityException {
    var time = Instant.parse(text);
    var pair = Certificates.newKeyPair();

    var certificate =
        new CertificateTemplate(NAME, BigInteger.ONE, time, time, NAME, pair.getPublic(), null)
            .sign(pair.getPrivate(), CertificateTemplate.Algorithm.ECDSA);

    assertThat(certificate.getNotBefore()).isEqualTo(time);
    assertThat(certificate.getNotAfter()).isEqualTo(time);
  }
}
