package dev.msi4j.local.internal.entra.keys;

import dev.msi4j.local.internal.files.InputFile;
import dev.msi4j.local.internal.files.TextDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that issuers are trusted by: the JDK's, and some more. */
public final class TrustedAuthorities {
  private static final int MOST_BYTES = 1 << 20;

  private final List<X509Certificate> more;

  private TrustedAuthorities(List<X509Certificate> more) {
    this.more = more;
  }

  /** Those of the JDK and these. */
  public static TrustedAuthorities with(Collection<X509Certificate> more) {
    return new TrustedAuthorities(List.copyOf(more));
  }

  /**
   * The certificates in a PEM file.
   *
   * @throws UncheckedIOException if it can't be read
   * @throws IllegalArgumentException if it holds none
   */
  public static List<X509Certificate> read(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "the issuer authority " + file + " is a folder: name a file with certificates in PEM");
    }
    var certificates = new ArrayList<X509Certificate>();
    try {
      var pem = new ByteArrayInputStream(withoutMark(InputFile.readBytes(file, MOST_BYTES)));
      for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        certificates.add((X509Certificate) each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the issuer authority " + file + " can't be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the issuer authority " + file + " must hold certificates in PEM", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "the issuer authority " + file + " must hold certificates in PEM");
    }
    return certificates;
  }

  /** Returns PEM in ASCII, also from a file that a shell on Windows wrote in UTF-16. */
  private static byte[] withoutMark(byte[] content) throws CharacterCodingException {
    return TextDecoder.hasMark(content)
        ? TextDecoder.decode(content).getBytes(StandardCharsets.US_ASCII)
        : content;
  }

  SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var all = new ArrayList<>(Arrays.asList(trust(null).getAcceptedIssuers()));
      all.addAll(more);
      for (var i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {trust(store)}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS context can be made", e);
    }
  }

  /** The trust manager of a key store; for none, that of the JDK. */
  private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
