package dev.msi4j.local.internal.entra.keys;

import java.util.Optional;

/** Issuers whose keys this server has itself, so that nobody fetches them. */
@FunctionalInterface
public interface RegisteredIssuers {
  /** The keys of an issuer; empty if it is not registered. */
  Optional<JsonWebKeySet> keys(String issuer);
}
