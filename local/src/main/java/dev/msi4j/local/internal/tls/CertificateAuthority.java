package dev.msi4j.local.internal.tls;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificate authority of this server's TLS certificates. Clients trust the certificate of the
 * authority; server certificates are issued at each start and kept in memory only. Immutable and
 * thread-safe.
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
   * Creates an authority in memory.
   *
   * @param clock the clock by which clients check the certificates
   */
  public static CertificateAuthority inMemory(Clock clock) {
    return new CertificateAuthority(CaKeyPair.create(clock.instant()), null, clock);
  }

  /**
   * Opens the authority in a directory, in the files {@code ca.key} (readable by its owner only)
   * and {@code ca.pem}. Creates the authority if it does not exist or is about to expire.
   *
   * @param clock the clock by which clients check the certificates
   * @throws java.io.UncheckedIOException if the directory cannot be read or written
   * @throws IllegalStateException if {@code ca.key} is not the key of an authority
   */
  public static CertificateAuthority in(Path directory, Clock clock) {
    var files = new CertificateDirectory(directory);
    return new CertificateAuthority(files.key(clock.instant()), files.certificate(), clock);
  }

  /**
   * Opens the authority in a store that several servers share. Creates the authority if it does not
   * exist or is about to expire. Writes the certificate to {@code ca.pem} in the directory.
   *
   * @param clock the clock by which clients check the certificates
   * @throws java.io.UncheckedIOException if the directory cannot be read or written
   */
  public static CertificateAuthority in(Store store, Path directory, Clock clock) {
    var files = new CertificateDirectory(directory);
    var key = new StoredCertificateAuthority(store).key(clock.instant());
    files.publish(key);
    return new CertificateAuthority(key, files.certificate(), clock);
  }

  /** Returns the certificate of the authority as PEM. */
  public String pem() {
    return Pem.certificate(key.certificate());
  }

  /**
   * Returns the PEM file with the certificate of the authority.
   *
   * @throws IllegalStateException if the authority exists in memory only
   */
  public Path file() {
    if (file == null) {
      throw new IllegalStateException(
          "the certificate authority exists in memory only and has no file");
    }
    return file;
  }

  /**
   * Creates a TLS context with a new server certificate.
   *
   * @param names host names and IP addresses besides those of loopback
   */
  public SSLContext serverContext(Collection<String> names) {
    return server(names).context();
  }

  /**
   * TLS context of a server and its certificate, for clients that check the thumbprint.
   *
   * @param certificate the new server certificate
   */
  public record ServerTls(SSLContext context, X509Certificate certificate) {}

  /**
   * Issues a new server certificate and creates its TLS context.
   *
   * @param names host names and IP addresses besides those of loopback
   */
  public ServerTls server(Collection<String> names) {
    var all = new LinkedHashSet<>(names);
    all.add("localhost");
    all.add("127.0.0.1");
    all.add("::1");
    try {
      var server = Certificates.newKeyPair();
      var certificate = key.certify(server.getPublic(), all, clock.instant());
      var chain = List.of(certificate, key.certificate());
      var keys = new ServerKeyManager(server.getPrivate(), chain);
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, null, null);
      return new ServerTls(context, certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the TLS certificate for " + all + " cannot be created", e);
    }
  }

  /** Creates a TLS context for clients, which trusts only this authority. */
  public SSLContext clientContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the TLS context cannot be created", e);
    }
  }

  /** Creates a trust manager that trusts only this authority. */
  public X509ExtendedTrustManager trustManager() {
    try {
      var store = emptyStore();
      store.setCertificateEntry("authority", key.certificate());
      // The default algorithm may be one that trusts more.
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      return (X509ExtendedTrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "the trust manager of the certificate authority cannot be created", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
