package dev.msi4j.local.internal.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Private key and certificate of a certificate authority. Immutable; the string form has no key.
 */
public final class CaKeyPair {
  private static final Duration CA_LIFETIME = Duration.ofDays(3650);

  /** Apple's clients accept at most 825 days (support.apple.com/103769). */
  private static final Duration SERVER_LIFETIME = Duration.ofDays(820);

  /** A certificate that expires within this time is replaced at the next start. */
  private static final Duration RENEWAL_WINDOW = Duration.ofDays(30);

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CaKeyPair(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Returns a key pair of a certificate and its private key.
   *
   * @throws GeneralSecurityException if the key does not belong to the certificate
   */
  static CaKeyPair of(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
    var probe = "probe".getBytes(StandardCharsets.US_ASCII);
    var signer = Signature.getInstance(Certificates.ALGORITHM);
    signer.initSign(key);
    signer.update(probe);
    var signature = signer.sign();
    // Uses the public key: the key usage of the certificate forbids other signatures.
    signer.initVerify(certificate.getPublicKey());
    signer.update(probe);
    if (!signer.verify(signature)) {
      throw new GeneralSecurityException("the key does not belong to the certificate");
    }
    return new CaKeyPair(certificate, key);
  }

  /** Creates a key and a self-signed certificate. */
  public static CaKeyPair create(Instant now) {
    try {
      var pair = Certificates.newKeyPair();
      return new CaKeyPair(
          Certificates.authority(pair, now, now.plus(CA_LIFETIME)), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate authority cannot be created", e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  PrivateKey key() {
    return key;
  }

  /** Returns whether the certificate is not due for renewal. */
  boolean isCurrent(Instant now) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWAL_WINDOW));
  }

  /** Issues a server certificate, which expires no later than the authority. */
  X509Certificate certify(PublicKey server, Collection<String> names, Instant now)
      throws GeneralSecurityException {
    var end = certificate.getNotAfter().toInstant();
    var until = now.plus(SERVER_LIFETIME);
    return Certificates.server(
        certificate, key, server, names, now, until.isBefore(end) ? until : end);
  }
}
