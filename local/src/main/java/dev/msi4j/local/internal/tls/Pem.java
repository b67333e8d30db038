package dev.msi4j.local.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Reads and writes keys and certificates as PEM (RFC 7468). */
public final class Pem {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  private Pem() {}

  static String certificate(X509Certificate certificate) {
    try {
      return block(CERTIFICATE, certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate cannot be encoded", e);
    }
  }

  /** Returns the private key followed by the certificate. */
  public static String of(CaKeyPair key) {
    return block(PRIVATE_KEY, key.key().getEncoded()) + certificate(key.certificate());
  }

  /**
   * Parses the output of {@link #of}.
   *
   * @throws GeneralSecurityException if the text has another format
   */
  public static CaKeyPair parse(String text) throws GeneralSecurityException {
    try (var reader = new PemReader(new StringReader(text))) {
      var key = next(reader, PRIVATE_KEY);
      var certificate = next(reader, CERTIFICATE);
      return CaKeyPair.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate)),
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static byte[] next(PemReader reader, String type)
      throws IOException, GeneralSecurityException {
    var block = reader.readPemObject();
    if (block == null || !block.getType().equals(type)) {
      throw new GeneralSecurityException("a PEM block of type " + type + " is missing");
    }
    return block.getContent();
  }

  private static String block(String type, byte[] content) {
    var text = new StringWriter();
    try (var writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // PemWriter writes the line separator of the platform; files use LF on every platform.
    return text.toString().replace("\r\n", "\n");
  }
}
