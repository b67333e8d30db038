package dev.msi4j.local.internal.entra;

import java.util.UUID;

/**
 * The assignment of an app role of an application to a principal.
 *
 * @param id the opaque id
 * @param principalId the object id of the service principal or group that gets the role
 * @param resourceId the object id of the service principal whose application defines the role
 * @param appRoleId the id of the role; zero for access without a role
 * @param createdAt the creation time in milliseconds since the epoch
 */
public record AppRoleAssignment(
    String id, UUID principalId, UUID resourceId, UUID appRoleId, long createdAt) {}
