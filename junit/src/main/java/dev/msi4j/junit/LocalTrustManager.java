package dev.msi4j.junit;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers with a certificate of a local Azure, and all that another trust manager trusts.
 */
final class LocalTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager standard;
  private final List<X509ExtendedTrustManager> authorities;

  /**
   * Creates a trust manager.
   *
   * @param authorities the authorities of the running local Azures; the list may change
   */
  LocalTrustManager(X509ExtendedTrustManager standard, List<X509ExtendedTrustManager> authorities) {
    this.standard = standard;
    this.authorities = authorities;
  }

  /** A check of a certificate chain by one trust manager. */
  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void checkServer(Check check) throws CertificateException {
    for (var authority : authorities) {
      try {
        check.by(authority);
        return;
      } catch (CertificateException e) {
        // Not a certificate of this local Azure: the next trust manager decides.
      }
    }
    check.by(standard);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkServer(manager -> manager.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServer(manager -> manager.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServer(manager -> manager.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    standard.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    standard.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    standard.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return Stream.concat(authorities.stream(), Stream.of(standard))
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }
}
