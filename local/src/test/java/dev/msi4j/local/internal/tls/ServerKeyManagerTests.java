package dev.msi4j.local.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServerKeyManagerTests {
  private final KeyPair pair;
  private final X509Certificate certificate;
  private final ServerKeyManager keys;

  ServerKeyManagerTests() throws GeneralSecurityException {
    var now = Instant.now();
    pair = Certificates.newKeyPair();
    certificate = Certificates.authority(pair, now, now.plus(Duration.ofDays(1)));
    keys = new ServerKeyManager(pair.getPrivate(), List.of(certificate));
  }

  @Test
  void keyIsChosenForItsAlgorithm() {
    var alias = Objects.requireNonNull(keys.chooseEngineServerAlias("EC", null, null));

    assertThat(keys.getServerAliases("EC", null)).containsExactly(alias);
    assertThat(keys.getPrivateKey(alias)).isEqualTo(pair.getPrivate());
    assertThat(keys.getCertificateChain(alias)).containsExactly(certificate);
  }

  @Test
  void noKeyIsChosenForAnotherAlgorithm() {
    assertThat(keys.chooseServerAlias("RSA", null, null)).isNull();
    assertThat(keys.getServerAliases("RSA", null)).isNull();
  }

  @Test
  void noKeyIsChosenForClient() {
    assertThat(keys.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
    assertThat(keys.getClientAliases("EC", null)).isNull();
  }

  @Test
  void anotherAliasHasNeitherKeyNorCertificate() {
    assertThat(keys.getPrivateKey("other")).isNull();
    assertThat(keys.getCertificateChain("other")).isNull();
  }
}
