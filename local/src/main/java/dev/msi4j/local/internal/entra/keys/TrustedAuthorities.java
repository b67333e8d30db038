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

/** The certificate authorities that issuers' TLS certificates must chain to. */
public final class TrustedAuthorities {
  private static final int MAX_BYTES = 1 << 20;

  private final List<X509Certificate> additional;

  private TrustedAuthorities(List<X509Certificate> additional) {
    this.additional = additional;
  }

  /** Returns the authorities of the JDK and additional ones. */
  public static TrustedAuthorities with(Collection<X509Certificate> additional) {
    return new TrustedAuthorities(List.copyOf(additional));
  }

  /**
   * Reads the certificates of a PEM file.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if the file holds no certificate
   */
  public static List<X509Certificate> read(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "the issuer authority "
              + file
              + ": it is a directory; name a file with certificates in PEM");
    }
    var certificates = new ArrayList<X509Certificate>();
    try {
      var pem = new ByteArrayInputStream(withoutMark(InputFile.readBytes(file, MAX_BYTES)));
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

  /** Decodes a file with a byte order mark, such as the UTF-16 that shells on Windows write. */
  private static byte[] withoutMark(byte[] content) throws CharacterCodingException {
    return TextDecoder.hasMark(content)
        ? TextDecoder.decode(content).getBytes(StandardCharsets.US_ASCII)
        : content;
  }

  /** Returns a key store with all authorities. */
  public KeyStore store() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var all = new ArrayList<>(Arrays.asList(trust(null).getAcceptedIssuers()));
      all.addAll(additional);
      for (var i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot create a trust store", e);
    }
  }

  SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {trust(store())}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot create a TLS context", e);
    }
  }

  /** Returns the trust manager of a key store; of the JDK, if the key store is null. */
  private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
    // By name, because the test kit replaces the default algorithm.
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
