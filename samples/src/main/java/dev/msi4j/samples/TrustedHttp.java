package dev.msi4j.samples;

import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
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
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Creates HTTP clients that trust the JDK's certificate authorities and those of a PEM file. */
final class TrustedHttp {
  private static final int MOST_BYTES = 1 << 20;

  private TrustedHttp() {}

  /** Returns a client that trusts the JDK's certificate authorities. */
  static HttpClient client() {
    return new OkHttpAsyncHttpClientBuilder(okHttp().build()).build();
  }

  // @start region=threads
  /** OkHttp's own threads keep a program alive for 60 seconds after its last request. */
  static OkHttpClient.Builder okHttp() {
    var threads =
        Executors.newCachedThreadPool(task -> {
          var thread = new Thread(task, "http-client");
          thread.setDaemon(true);
          return thread;
        });
    return new OkHttpClient.Builder().dispatcher(new Dispatcher(threads));
  }

  // @end

  /**
   * Returns a client that also trusts the authorities in a PEM file.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no certificate
   */
  static HttpClient client(Path caFile) {
    try {
      X509TrustManager trust = trusting(withJdkAuthorities(read(caFile)));
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new X509TrustManager[] {trust}, null);
      var http = okHttp().sslSocketFactory(tls.getSocketFactory(), trust).build();
      return new OkHttpAsyncHttpClientBuilder(http).build();
    } catch (IOException e) {
      throw new UncheckedIOException("the CA file " + caFile + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the CA file " + caFile + " holds no certificates", e);
    }
  }

  private static List<Certificate> read(Path file) throws IOException, GeneralSecurityException {
    try (var pem = Files.newInputStream(file)) {
      // The limit keeps an endless device from filling the heap.
      var bytes = new ByteArrayInputStream(pem.readNBytes(MOST_BYTES));
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
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
