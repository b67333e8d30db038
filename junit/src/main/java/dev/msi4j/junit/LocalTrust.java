package dev.msi4j.junit;

import dev.msi4j.local.LocalAzure;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS clients of this JVM trust the running local Azures, in addition to the authorities that
 * they trust otherwise. This reaches all clients that use the default {@link TrustManagerFactory}
 * or the default {@link SSLContext}: those of the JDK, OkHttp, Netty and {@code PooledHttpClient}.
 * Trust follows the set of running servers, for clients that exist already, too. Thread-safe.
 */
final class LocalTrust {
  private static final String DEFAULT_ALGORITHM = "ssl.TrustManagerFactory.algorithm";
  private static final LocalTrust OF_THIS_JVM = new LocalTrust();

  private final List<X509ExtendedTrustManager> authorities = new CopyOnWriteArrayList<>();

  private LocalTrust() {
    var standard = TrustManagerFactory.getDefaultAlgorithm();
    // Unique: another class loader may have a copy of this class.
    var algorithm = "msi4j-" + Integer.toHexString(System.identityHashCode(this));
    Security.addProvider(new TrustProvider(algorithm, standard, this));
    Security.setProperty(DEFAULT_ALGORITHM, algorithm);
    replaceDefaultContext();
  }

  /**
   * Trusts a server until the result is closed.
   *
   * @return removes the trust
   */
  static Runnable add(LocalAzure azure) {
    var authority = azure.trustManager();
    OF_THIS_JVM.authorities.add(authority);
    return () -> OF_THIS_JVM.authorities.remove(authority);
  }

  /** Replaces the default context, which may exist already with the standard trust managers. */
  private static void replaceDefaultContext() {
    // A default context with client certificates cannot be rebuilt.
    if (System.getProperty("javax.net.ssl.keyStore") == null) {
      try {
        var context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLContext.setDefault(context);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the default TLS context cannot be created", e);
      }
    }
  }

  private static X509ExtendedTrustManager extended(TrustManagerFactory factory) {
    for (var each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException(
        "the trust manager factory " + factory.getAlgorithm() + " has no X.509 trust manager");
  }

  /** Offers the trust manager factory of this class under its algorithm. */
  private static final class TrustProvider extends Provider {
    private static final long serialVersionUID = 1;

    TrustProvider(String algorithm, String standard, LocalTrust trust) {
      super(algorithm, "1", "Trusts the running local Azures");
      putService(
          new Service(this, "TrustManagerFactory", algorithm, Factory.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
              return new Factory(TrustManagerFactory.getInstance(standard), trust.authorities);
            }
          });
    }
  }

  /** Trust manager factory that adds the authorities of local Azures to a standard factory. */
  private static final class Factory extends TrustManagerFactorySpi {
    private final TrustManagerFactory standard;
    private final List<X509ExtendedTrustManager> authorities;

    Factory(TrustManagerFactory standard, List<X509ExtendedTrustManager> authorities) {
      this.standard = standard;
      this.authorities = authorities;
    }

    @Override
    protected void engineInit(@Nullable KeyStore store) throws KeyStoreException {
      standard.init(store);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters)
        throws InvalidAlgorithmParameterException {
      standard.init(parameters);
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {new LocalTrustManager(extended(standard), authorities)};
    }
  }
}
