package dev.msi4j.local.internal.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * Creates X.509 certificates of a certificate authority and its servers (RFC 5280). They have all
 * extensions that the strict mode of OpenSSL requires, the default since Python 3.13.
 */
final class Certificates {
  static final String ALGORITHM = "SHA256withECDSA";

  /** Certificates are backdated for clients with a slow clock. */
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private static final int SERIAL_BITS = 127;

  private Certificates() {}

  /** Creates a P-256 key pair, which all clients support and which is fast to create. */
  static KeyPair newKeyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static X509Certificate authority(KeyPair pair, Instant from, Instant until)
      throws GeneralSecurityException {
    var serial = serial();
    // The serial in the name distinguishes several authorities in one trust store.
    var name = commonName("msi4j local authority " + serial.toString(16).substring(0, 8));
    try {
      var certificate = builder(name, serial, from, until, name, pair.getPublic());
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return sign(certificate, pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate server(
      X509Certificate authority,
      PrivateKey authorityKey,
      PublicKey key,
      Collection<String> names,
      Instant from,
      Instant until)
      throws GeneralSecurityException {
    var issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    var subject = commonName(names.iterator().next());
    var extensions = new JcaX509ExtensionUtils();
    try {
      var certificate = builder(issuer, serial(), from, until, subject, key);
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(authority.getPublicKey()))
          .addExtension(Extension.subjectAlternativeName, false, alternatives(names));
      return sign(certificate, authorityKey);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      BigInteger serial,
      Instant from,
      Instant until,
      X500Name subject,
      PublicKey key) {
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from.minus(CLOCK_SKEW)), Date.from(until), subject, key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder(ALGORITHM).build(key);
      return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralNames alternatives(Collection<String> names) {
    return new GeneralNames(
        names.stream().map(Certificates::alternative).toArray(GeneralName[]::new));
  }

  private static GeneralName alternative(String name) {
    var kind = IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, name);
  }

  /** Builds a name without parsing, because the text may contain special characters. */
  private static X500Name commonName(String name) {
    return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
  }
}
