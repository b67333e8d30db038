package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Database;
import dev.msi4j.local.internal.store.DeclaredKindsStore;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.MemoryStore;
import dev.msi4j.local.internal.store.SqlStore;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.time.Clock;
import java.util.function.Function;

/**
 * State of a local Azure: in memory, in a directory, or in a database that several servers share.
 */
public final class StateStore implements AutoCloseable {
  private final StateDirectory directory;
  private final Store store;
  private final boolean shared;

  private StateStore(StateDirectory directory, Store store, boolean shared) {
    this.directory = directory;
    this.store = store;
    this.shared = shared;
  }

  /** Opens the state for a server. Other servers may use a shared database at the same time. */
  public static StateStore open(StateOptions options, DocumentKinds kinds) {
    return open(options, kinds, SqlStore::in);
  }

  /**
   * Opens the state for a caller that changes the state as a whole.
   *
   * @throws IllegalStateException if a server uses the shared database
   */
  public static StateStore openExclusively(StateOptions options, DocumentKinds kinds) {
    return open(options, kinds, SqlStore::exclusivelyIn);
  }

  private static StateStore open(
      StateOptions options, DocumentKinds kinds, Function<Database, Store> opener) {
    var path = options.stateDirectory();
    var database = options.database();
    if (database != null && path == null && !options.stateKey().isConfigured()) {
      throw new IllegalStateException(
          "no key for the secrets in the database "
              + database
              + ": set "
              + EncryptionKey.VARIABLE
              + ", or name a state folder that keeps the key");
    }
    var directory = path == null ? StateDirectory.temporary() : StateDirectory.at(path);
    if (database != null) {
      var cipher = options.stateKey().cipher(directory);
      var store = DeclaredKindsStore.encrypted(opener.apply(database), kinds, cipher);
      return new StateStore(directory, store, true);
    }
    var store = path == null ? new MemoryStore() : SqlStore.inFile(directory.database());
    return new StateStore(directory, DeclaredKindsStore.plain(store, kinds), false);
  }

  public Store store() {
    return store;
  }

  /** Opens the certificate authority, which all servers of a shared database have in common. */
  public CertificateAuthority openAuthority() {
    // Clients check certificates by the real time, so the controllable clock is not used.
    var clock = Clock.systemUTC();
    return shared
        ? CertificateAuthority.in(store, directory.path(), clock)
        : CertificateAuthority.in(directory.path(), clock);
  }

  @Override
  public void close() {
    store.close();
    directory.close();
  }
}
