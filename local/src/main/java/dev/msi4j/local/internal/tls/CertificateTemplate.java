package dev.msi4j.local.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an X.509 certificate (RFC 5280), which an issuer signs.
 *
 * @param extensions the extensions, or null for none
 */
public record CertificateTemplate(
    X500Name issuer,
    BigInteger serial,
    Instant from,
    Instant until,
    X500Name subject,
    PublicKey key,
    @Nullable Extensions extensions) {

  /** Signature algorithms. */
  public enum Algorithm {
    ECDSA("SHA256withECDSA"),
    RSA("SHA256withRSA");

    private final String standardName;

    Algorithm(String standardName) {
      this.standardName = standardName;
    }

    /** Returns the name in the Java Cryptography Architecture. */
    public String standardName() {
      return standardName;
    }

    /** RSA has parameters, which are null, and ECDSA has none (RFC 5758, RFC 4055). */
    private AlgorithmIdentifier identifier() {
      return switch (this) {
        case ECDSA -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        case RSA ->
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
      };
    }
  }

  /** Creates the certificate with the key of the issuer. */
  public X509Certificate sign(PrivateKey issuerKey, Algorithm algorithm)
      throws GeneralSecurityException {
    try {
      var contents = contents(algorithm);
      var signature = Signature.getInstance(algorithm.standardName);
      signature.initSign(issuerKey);
      signature.update(contents.getEncoded(ASN1Encoding.DER));
      var encoded =
          new DERSequence(
                  new ASN1Encodable[] {
                    contents, algorithm.identifier(), new DERBitString(signature.sign())
                  })
              .getEncoded(ASN1Encoding.DER);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private TBSCertificate contents(Algorithm algorithm) throws IOException {
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial));
    generator.setSignature(algorithm.identifier());
    generator.setIssuer(issuer);
    generator.setStartDate(time(from));
    generator.setEndDate(time(until));
    generator.setSubject(subject);
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    if (extensions != null) {
      generator.setExtensions(extensions);
    }
    return generator.generateTBSCertificate();
  }

  /**
   * Encodes a time: up to 2049 as UTCTime, later as GeneralizedTime (RFC 5280, section 4.1.2.5).
   * Bouncy Castle's constructors use SimpleDateFormat, which loads the calendars of all locales.
   */
  private static Time time(Instant instant) throws IOException {
    var time = instant.atOffset(ZoneOffset.UTC);
    var date = (time.getYear() * 100L + time.getMonthValue()) * 100 + time.getDayOfMonth();
    var seconds = (time.getHour() * 100L + time.getMinute()) * 100 + time.getSecond();
    var digits = (date * 1_000_000 + seconds) + "Z";
    return time.getYear() < 2050
        ? encoded(BERTags.UTC_TIME, digits.substring(2))
        : encoded(BERTags.GENERALIZED_TIME, digits);
  }

  private static Time encoded(int tag, String text) throws IOException {
    var encoding = new byte[2 + text.length()];
    encoding[0] = (byte) tag;
    encoding[1] = (byte) text.length();
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, encoding, 2, text.length());
    return Time.getInstance(ASN1Primitive.fromByteArray(encoding));
  }
}
