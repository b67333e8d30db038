package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.entra.keys.IssuerKeys;

/**
 * What the token service needs to take the assertions of others.
 *
 * @param credentials whom clients trust
 * @param keys what issuers sign with
 * @param replication how soon a credential is known
 */
public record AssertionDependencies(
    FederatedCredentials credentials, IssuerKeys keys, ReplicationDelay replication) {}
