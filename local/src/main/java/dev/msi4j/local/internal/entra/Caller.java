package dev.msi4j.local.internal.entra;

import java.util.UUID;

/**
 * Who a verified token speaks for.
 *
 * @param objectId of the service principal
 * @param managedIdentity whether the principal is that of a managed identity
 */
public record Caller(UUID objectId, UUID appId, UUID tenantId, boolean managedIdentity) {}
