package dev.msi4j.local.internal.entra.keys;

import java.util.Optional;

/** Looks up the issuers whose keys this server holds, so that the keys are not fetched. */
@FunctionalInterface
public interface RegisteredIssuers {
  /** Returns the keys of an issuer; empty if the issuer is not registered. */
  Optional<JsonWebKeySet> keys(String issuer);
}
