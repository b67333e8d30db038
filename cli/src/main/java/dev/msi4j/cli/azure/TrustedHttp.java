package dev.msi4j.cli.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import dev.msi4j.http.PooledHttpClient;
import dev.msi4j.http.PooledHttpClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Creates HTTP clients that trust the JDK's certificate authorities and those of a PEM file. */
final class TrustedHttp {
  private static final int MAX_BYTES = 1 << 20;

  private TrustedHttp() {}

  /**
   * Returns a client that trusts the JDK's certificate authorities.
   *
   * @param configuration the configuration of the proxy
   */
  static HttpClient client(Configuration configuration) {
    return builder(configuration).build();
  }

  /**
   * Returns a client that also trusts the authorities in a PEM file.
   *
   * @param configuration the configuration of the proxy
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no certificate
   */
  static HttpClient client(Configuration configuration, Path caFile) {
    return client(configuration, caFile, TrustedHttp::withJdkAuthorities);
  }

  /**
   * Returns a client that trusts only the authorities in a PEM file.
   *
   * @param configuration the configuration of the proxy
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no certificate
   */
  static HttpClient localClient(Configuration configuration, Path caFile) {
    return client(configuration, caFile, authorities -> authorities);
  }

  private static HttpClient client(
      Configuration configuration, Path caFile, Authorities authorities) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      var trusted = trusting(authorities.with(read(caFile)));
      tls.init(null, new TrustManager[] {trusted}, null);
      return builder(configuration).sslContext(tls).build();
    } catch (IOException e) {
      throw new UncheckedIOException("the CA file " + caFile + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the CA file " + caFile + " holds no certificates", e);
    }
  }

  /** Adds certificates to those of a file. */
  private interface Authorities {
    List<Certificate> with(List<Certificate> file) throws GeneralSecurityException;
  }

  private static PooledHttpClientBuilder builder(Configuration configuration) {
    return PooledHttpClient.builder().configuration(configuration).decompression(true);
  }

  private static List<Certificate> read(Path file) throws IOException, GeneralSecurityException {
    try (var pem = Files.newInputStream(file)) {
      // The limit keeps an endless device from filling the heap.
      var bytes = new ByteArrayInputStream(pem.readNBytes(MAX_BYTES));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("no certificate in " + file);
      }
      return List.copyOf(certificates);
    }
  }

  private static List<Certificate> withJdkAuthorities(List<Certificate> more)
      throws GeneralSecurityException {
    var all = new ArrayList<Certificate>(Arrays.asList(trustManager(null).getAcceptedIssuers()));
    all.addAll(more);
    return all;
  }

  private static X509TrustManager trusting(List<Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return trustManager(store);
  }

  /** Returns the trust manager of a key store; that of the JDK's authorities for null. */
  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the JDK has no X.509 trust manager"));
  }
}
