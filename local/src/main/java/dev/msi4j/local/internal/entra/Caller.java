package dev.msi4j.local.internal.entra;

import java.util.UUID;

/**
 * The authenticated caller: the service principal of a verified access token.
 *
 * @param objectId the object id of the service principal
 * @param managedIdentity whether the principal belongs to a managed identity
 */
public record Caller(UUID objectId, UUID appId, UUID tenantId, boolean managedIdentity) {}
