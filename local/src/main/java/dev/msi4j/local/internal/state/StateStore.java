package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Database;
import dev.msi4j.local.internal.store.EncryptedStore;
import dev.msi4j.local.internal.store.SqlStore;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.time.Clock;
import java.util.function.Function;

/** Where a local Azure keeps its state: in memory, in a folder, or in a database for several. */
public record StateStore(StateDirectory folder, Store store, boolean shared)
    implements AutoCloseable {
  /** The state for a server, beside others that share it. */
  public static StateStore open(StateOptions options) {
    return open(options, SqlStore::in);
  }

  /** The state for somebody who changes it as a whole, while no server has it. */
  public static StateStore openAlone(StateOptions options) {
    return open(options, SqlStore::aloneIn);
  }

  private static StateStore open(StateOptions options, Function<Database, Store> shared) {
    var path = options.stateDirectory();
    var database = options.database();
    if (database != null && path == null && !options.stateKey().isGiven()) {
      throw new IllegalStateException(
          "the database "
              + database
              + " has secrets in it: a state folder must be there for their key, or "
              + EncryptionKey.VARIABLE
              + " must have it");
    }
    var folder = path == null ? StateDirectory.temporary() : StateDirectory.at(path);
    if (database != null) {
      var documentCipher = options.stateKey().cipher(folder);
      return new StateStore(
          folder,
          new EncryptedStore(shared.apply(database), documentCipher, DocumentKinds.SECRET),
          true);
    }
    var store = path == null ? SqlStore.inMemory() : SqlStore.inFile(folder.database());
    return new StateStore(folder, store, false);
  }

  /** The authority, which all who share the state have in common. */
  public CertificateAuthority authority() {
    // Clients judge certificates by the real time, whatever the clock of this server says.
    var clock = Clock.systemUTC();
    return shared
        ? CertificateAuthority.in(store, folder.path(), clock)
        : CertificateAuthority.in(folder.path(), clock);
  }

  @Override
  public void close() {
    store.close();
    folder.close();
  }
}
