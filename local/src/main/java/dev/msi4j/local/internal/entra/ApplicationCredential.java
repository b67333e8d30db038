package dev.msi4j.local.internal.entra;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential of an application.
 *
 * @param name the name, unique in the application
 * @param changedAt the time of the last change in milliseconds since the epoch
 */
public record ApplicationCredential(
    UUID id, String name, @Nullable String description, FederatedTrust trust, long changedAt) {}
