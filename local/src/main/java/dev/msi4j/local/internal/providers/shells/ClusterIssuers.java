package dev.msi4j.local.internal.providers.shells;

import dev.msi4j.local.internal.store.Documents;
import java.util.Optional;

/** The issuers of the service account tokens of clusters. */
public interface ClusterIssuers {
  /**
   * Creates an issuer, if it does not exist.
   *
   * @param origin the origin of this server, with which the URL of the issuer starts
   */
  void create(String name, String origin);

  /** Returns the URL of an issuer; empty if it does not exist. */
  Optional<String> url(Documents documents, String name);

  /** Deletes an issuer, if it exists. */
  void delete(Documents documents, String name);
}
