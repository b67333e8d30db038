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

/** The key and the certificate of an authority. Says nothing of the key in its string form. */
public final class CaKeyPair {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** The longest life that Apple's and other strict clients accept is 825 days. */
  private static final Duration SERVER_LIFE = Duration.ofDays(820);

  /** An authority with less than this to live is replaced before it is used again. */
  private static final Duration NEARLY_OVER = Duration.ofDays(30);

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CaKeyPair(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * A certificate and the key that belongs to it.
   *
   * @throws GeneralSecurityException if the key is not the certificate's
   */
  static CaKeyPair of(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
    var probe = "probe".getBytes(StandardCharsets.US_ASCII);
    var signer = Signature.getInstance(Certificates.ALGORITHM);
    signer.initSign(key);
    signer.update(probe);
    var signature = signer.sign();
    // Not the certificate itself: its key may sign certificates and nothing else.
    signer.initVerify(certificate.getPublicKey());
    signer.update(probe);
    if (!signer.verify(signature)) {
      throw new GeneralSecurityException("the key does not belong to the certificate");
    }
    return new CaKeyPair(certificate, key);
  }

  public static CaKeyPair create(Instant now) {
    try {
      var pair = Certificates.newKeyPair();
      return new CaKeyPair(
          Certificates.authority(pair, now, now.plus(AUTHORITY_LIFE)), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate authority can be made", e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  PrivateKey key() {
    return key;
  }

  boolean lasts(Instant now) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(NEARLY_OVER));
  }

  /** A server certificate for these names, that ends before the authority does. */
  X509Certificate certify(PublicKey server, Collection<String> names, Instant now)
      throws GeneralSecurityException {
    var end = certificate.getNotAfter().toInstant();
    var until = now.plus(SERVER_LIFE);
    return Certificates.server(
        certificate, key, server, names, now, until.isBefore(end) ? until : end);
  }
}
