package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.entra.keys.IssuerKeys;

/**
 * The collaborators that verify client assertions of external issuers.
 *
 * @param credentials the federated identity credentials of managed identities
 * @param keys the signing keys of issuers
 * @param replication the delay before a new or changed credential takes effect
 */
public record AssertionDependencies(
    FederatedCredentials credentials, IssuerKeys keys, ReplicationDelay replication) {}
