package dev.msi4j.local.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTests {
  private final Clock clock = Clock.systemUTC();

  @Test
  void authorityIsKeptInDirectory(@TempDir Path folder) throws Exception {
    var first = CertificateAuthority.in(folder.resolve("deep/down"), clock);
    var second = CertificateAuthority.in(folder.resolve("deep/down"), clock);

    assertThat(second.pem()).isEqualTo(first.pem());
    assertThat(first.file()).hasContent(first.pem());
    assertThat(list(folder.resolve("deep/down"))).containsExactly("ca.key", "ca.pem");
  }

  @Test
  void keyFileIsReadableByOwnerOnly(@TempDir Path folder) throws IOException {
    var authority = CertificateAuthority.in(folder, clock);

    assertThat(permissions(folder.resolve("ca.key"))).isEqualTo("rw-------");
    assertThat(permissions(authority.file())).isEqualTo("rw-r--r--");
    assertThat(authority.file()).content().doesNotContain("PRIVATE");
  }

  @Test
  void missingCertificateFileIsRestored(@TempDir Path folder) throws IOException {
    var authority = CertificateAuthority.in(folder, clock);
    Files.writeString(authority.file(), "nonsense");

    CertificateAuthority.in(folder, clock);

    assertThat(authority.file()).hasContent(authority.pem());
  }

  @Test
  void authorityIsRenewedBeforeExpiry(@TempDir Path folder) throws Exception {
    var first = CertificateAuthority.in(folder, clock);
    var end = certificate(first).getNotAfter().toInstant();

    var early = CertificateAuthority.in(folder, at(end.minus(Duration.ofDays(40))));
    var late = CertificateAuthority.in(folder, at(end.minus(Duration.ofDays(20))));

    assertThat(early.pem()).isEqualTo(first.pem());
    assertThat(late.pem()).isNotEqualTo(first.pem());
    assertThat(late.file()).hasContent(late.pem());
    assertThat(permissions(folder.resolve("ca.key"))).isEqualTo("rw-------");
  }

  @Test
  void invalidKeyFileIsRejected(@TempDir Path folder) throws IOException {
    var file = folder.resolve("ca.key");
    Files.writeString(file, "nonsense");

    assertThatIllegalStateException()
        .isThrownBy(() -> CertificateAuthority.in(folder, clock))
        .withMessageContaining(file.toString());
    assertThat(file).hasContent("nonsense");
  }

  @Test
  void keyOfAnotherCertificateIsRejected(@TempDir Path folder) throws IOException {
    var one = CaKeyPair.create(clock.instant());
    var other = CaKeyPair.create(clock.instant());
    var mixed =
        Pem.of(one)
            .replace(Pem.certificate(one.certificate()), Pem.certificate(other.certificate()));
    Files.writeString(folder.resolve("ca.key"), mixed);

    assertThatIllegalStateException().isThrownBy(() -> CertificateAuthority.in(folder, clock));
  }

  @Test
  void concurrentStartsShareOneAuthority(@TempDir Path folder) throws Exception {
    var threads = Executors.newFixedThreadPool(4);
    try {
      Callable<String> start = () -> CertificateAuthority.in(folder, clock).pem();
      var pems = threads.invokeAll(List.of(start, start, start, start));

      assertThat(pems).extracting(future -> future.get()).containsOnly(pems.get(0).get());
      assertThat(folder.resolve("ca.pem")).hasContent(pems.get(0).get());
      assertThat(list(folder)).containsExactly("ca.key", "ca.pem");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void serverCertificateSatisfiesStrictClients() throws Exception {
    var key = CaKeyPair.create(clock.instant());
    var server =
        key.certify(
            Certificates.newKeyPair().getPublic(),
            List.of("localhost", "127.0.0.1", "::1", "azure.test"),
            clock.instant());

    server.verify(key.certificate().getPublicKey());
    assertThat(
            Duration.between(server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
        .isLessThanOrEqualTo(Duration.ofDays(825));
    assertThat(server.getSubjectAlternativeNames())
        .extracting(name -> name.get(0), name -> name.get(1))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "localhost"),
            org.assertj.core.groups.Tuple.tuple(7, "127.0.0.1"),
            org.assertj.core.groups.Tuple.tuple(7, "0:0:0:0:0:0:0:1"),
            org.assertj.core.groups.Tuple.tuple(2, "azure.test"));
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
    assertThat(key.certificate().getBasicConstraints()).isZero();
    assertThat(key.certificate().getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
  }

  @Test
  void serverCertificateExpiresWithAuthorityAtTheLatest() throws Exception {
    var key = CaKeyPair.create(clock.instant());
    var end = key.certificate().getNotAfter();
    var late = end.toInstant().minus(Duration.ofDays(100));

    var server = key.certify(Certificates.newKeyPair().getPublic(), List.of("localhost"), late);

    assertThat(server.getNotAfter()).isEqualTo(end);
  }

  @Test
  void fileIsRejectedInMemory() {
    var authority = CertificateAuthority.inMemory(clock);

    assertThat(authority.pem()).startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThatIllegalStateException().isThrownBy(authority::file);
  }

  private static X509Certificate certificate(CertificateAuthority authority) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII)));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<String> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
