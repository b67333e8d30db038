package dev.msi4j.local.internal.tls;

import dev.msi4j.local.internal.tls.CertificateTemplate.Algorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.IPAddress;

/**
 * Creates X.509 certificates of a certificate authority and its servers (RFC 5280). They have all
 * extensions that the strict mode of OpenSSL requires, the default since Python 3.13.
 */
final class Certificates {
  static final String ALGORITHM = Algorithm.ECDSA.standardName();

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
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      extensions.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(id(pair.getPublic())));
      return sign(name, serial, from, until, name, pair.getPublic(), extensions, pair.getPrivate());
    } catch (IOException e) {
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
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(id(key)));
      extensions.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(id(authority.getPublicKey())));
      extensions.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
      return sign(issuer, serial(), from, until, subject, key, extensions, authorityKey);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X509Certificate sign(
      X500Name issuer,
      BigInteger serial,
      Instant from,
      Instant until,
      X500Name subject,
      PublicKey key,
      ExtensionsGenerator extensions,
      PrivateKey issuerKey)
      throws GeneralSecurityException {
    return new CertificateTemplate(
            issuer, serial, from.minus(CLOCK_SKEW), until, subject, key, extensions.generate())
        .sign(issuerKey, Algorithm.ECDSA);
  }

  /** Returns the SHA-1 of a public key, which identifies the key (RFC 5280, section 4.2.1.2). */
  private static byte[] id(PublicKey key) throws GeneralSecurityException {
    var bits = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
    return MessageDigest.getInstance("SHA-1").digest(bits);
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
