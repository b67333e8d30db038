package dev.msi4j.cli.role;

import org.jspecify.annotations.Nullable;

/**
 * A principal of the directory.
 *
 * @param objectId the object id, a GUID
 * @param type the type, such as {@code ServicePrincipal}; null if unknown
 * @param name the name for people
 */
record Principal(String objectId, @Nullable String type, String name) {}
