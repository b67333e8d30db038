package dev.msi4j.local.internal.entra;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import dev.msi4j.local.internal.tls.CertificateTemplate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/** Generates signing keys: RSA keys of 2048 bits with a self-signed certificate, as in Azure. */
final class SigningKeyGenerator {
  private static final int BITS = 2048;
  private static final Duration LIFETIME = Duration.ofDays(5 * 365);
  private static final X500Name NAME = new X500Name("CN=accounts.accesscontrol.windows.net");

  private SigningKeyGenerator() {}

  static RSAKey create(Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      var pair = generator.generateKeyPair();
      var certificate = certificate(pair, now);
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey(pair.getPrivate())
          .keyUse(KeyUse.SIGNATURE)
          .keyID(thumbprint(certificate))
          .x509CertChain(List.of(Base64.encode(certificate)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot generate a signing key", e);
    }
  }

  private static byte[] certificate(KeyPair pair, Instant now) throws GeneralSecurityException {
    var serial = BigInteger.valueOf(now.toEpochMilli());
    return new CertificateTemplate(
            NAME, serial, now, now.plus(LIFETIME), NAME, pair.getPublic(), null)
        .sign(pair.getPrivate(), CertificateTemplate.Algorithm.RSA)
        .getEncoded();
  }

  /** Returns the SHA-1 thumbprint that {@code x5t} requires (RFC 7515, section 4.1.7). */
  private static String thumbprint(byte[] certificate) throws GeneralSecurityException {
    return Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(certificate)).toString();
  }
}
