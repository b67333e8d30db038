package dev.msi4j.http;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority for tests, and TLS contexts with its certificates. */
final class Certificates {
  private static final char[] PASSWORD = "test".toCharArray();
  private static final X500Name ISSUER = new X500Name("CN=Test authority");

  private final KeyPair authorityKeys = keyPair();
  private final X509Certificate authority =
      certificate(ISSUER, authorityKeys, Instant.now().plus(Duration.ofDays(1)), null);

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(
      X500Name subject, KeyPair keys, Instant expiry, @Nullable GeneralName name) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              ISSUER,
              new BigInteger(64, new SecureRandom()),
              Date.from(expiry.minus(Duration.ofDays(10))),
              Date.from(expiry),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
      if (name != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Returns a context with a certificate for a DNS name, and with the authority as trust anchor.
   */
  SSLContext forName(String name) {
    return forName(new GeneralName(GeneralName.dNSName, name), Duration.ofDays(1));
  }

  /**
   * Returns a context with a certificate for an IP address, and with the authority as trust anchor.
   */
  SSLContext forAddress(String address) {
    return forName(new GeneralName(GeneralName.iPAddress, address), Duration.ofDays(1));
  }

  /** Returns a context with a certificate that expired yesterday. */
  SSLContext expired(String name) {
    return forName(new GeneralName(GeneralName.dNSName, name), Duration.ofDays(-1));
  }

  private SSLContext forName(GeneralName name, Duration lifetime) {
    var keys = keyPair();
    var certificate =
        certificate(new X500Name("CN=Test"), keys, Instant.now().plus(lifetime), name);
    return context(keys, certificate);
  }

  /** Returns a new private key and its certificate for a DNS name, concatenated as PEM. */
  String pem(String name) {
    var keys = keyPair();
    var certificate =
        certificate(
            new X500Name("CN=Test"),
            keys,
            Instant.now().plus(Duration.ofDays(1)),
            new GeneralName(GeneralName.dNSName, name));
    try {
      return pem("PRIVATE KEY", keys.getPrivate().getEncoded())
          + pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String type, byte[] bytes) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /** Returns a context without a certificate, but with the authority as trust anchor. */
  SSLContext trusting() {
    return context(null, null);
  }

  private SSLContext context(@Nullable KeyPair keys, @Nullable X509Certificate certificate) {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      if (keys != null && certificate != null) {
        own.setKeyEntry(
            "own", keys.getPrivate(), PASSWORD, new Certificate[] {certificate, authority});
      }
      var key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      key.init(own, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
