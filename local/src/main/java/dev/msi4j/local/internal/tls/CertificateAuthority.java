package dev.msi4j.local.internal.tls;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authority that vouches for this server's TLS certificates. Clients trust its certificate;
 * server certificates are made anew at each start and live in memory only. Immutable and safe for
 * threads.
 */
public final class CertificateAuthority {
  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS = StoredCertificateAuthority.DOCUMENT_KINDS;

  private final CaKeyPair key;
  private final @Nullable Path file;
  private final Clock clock;

  private CertificateAuthority(CaKeyPair key, @Nullable Path file, Clock clock) {
    this.key = key;
    this.file = file;
    this.clock = clock;
  }

  /**
   * An authority that ends with this object.
   *
   * @param clock the time clients have, since they judge the certificates by it
   */
  public static CertificateAuthority inMemory(Clock clock) {
    return new CertificateAuthority(CaKeyPair.create(clock.instant()), null, clock);
  }

  /**
   * The authority kept in a folder, in {@code ca.key} (readable by its owner only) and {@code
   * ca.pem}; made if there is none or it is about to expire.
   *
   * @param clock the time clients have, since they judge the certificates by it
   * @throws java.io.UncheckedIOException if the folder can't be read or written
   * @throws IllegalStateException if {@code ca.key} holds something else
   */
  public static CertificateAuthority in(Path folder, Clock clock) {
    var files = new CertificateDirectory(folder);
    return new CertificateAuthority(files.key(clock.instant()), files.certificate(), clock);
  }

  /**
   * The authority kept in a store, for all processes that share it; made if there is none or it is
   * about to expire. The folder gets its certificate, in {@code ca.pem}.
   *
   * @param clock the time clients have, since they judge the certificates by it
   * @throws java.io.UncheckedIOException if the folder can't be read or written
   */
  public static CertificateAuthority in(Store store, Path folder, Clock clock) {
    var files = new CertificateDirectory(folder);
    var key = new StoredCertificateAuthority(store).key(clock.instant());
    files.publish(key);
    return new CertificateAuthority(key, files.certificate(), clock);
  }

  /** The authority's certificate in PEM, for clients to trust. */
  public String pem() {
    return Pem.certificate(key.certificate());
  }

  /**
   * The file with the authority's certificate in PEM, for clients to trust.
   *
   * @throws IllegalStateException if the authority is in memory only
   */
  public Path file() {
    if (file == null) {
      throw new IllegalStateException("an authority in memory has no file");
    }
    return file;
  }

  /**
   * A context for servers, with a new certificate for the loopback names and these.
   *
   * @param names host names and IP addresses
   */
  public SSLContext serverContext(Collection<String> names) {
    return server(names).context();
  }

  /**
   * A server's context and its certificate, for clients that know a server by its certificate.
   *
   * @param certificate new, for the loopback names and those asked for
   */
  public record ServerTls(SSLContext context, X509Certificate certificate) {}

  /**
   * A server with a new certificate for the loopback names and these.
   *
   * @param names host names and IP addresses
   */
  public ServerTls server(Collection<String> names) {
    var all = new LinkedHashSet<>(names);
    all.add("localhost");
    all.add("127.0.0.1");
    all.add("::1");
    try {
      var server = Certificates.newKeyPair();
      var certificate = key.certify(server.getPublic(), all, clock.instant());
      var chain = new Certificate[] {certificate, key.certificate()};
      var store = emptyStore();
      store.setKeyEntry("server", server.getPrivate(), new char[0], chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new ServerTls(context, certificate);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS certificate can be made for " + all, e);
    }
  }

  /** A context for clients that trust this authority and no other. */
  public SSLContext clientContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS context can be made", e);
    }
  }

  /** Trusts this authority and no other. */
  public X509TrustManager trustManager() {
    try {
      var store = emptyStore();
      store.setCertificateEntry("authority", key.certificate());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return (X509TrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the authority's certificate can't be trusted", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
