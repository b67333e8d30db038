package dev.msi4j.local.internal.arm;

/**
 * The rate limits of a provider for one group of operations, in requests per second.
 *
 * @param kind the name of the group, such as {@code userAssignedIdentities/write}
 */
public record RateLimit(
    String kind, double perTenant, double perSubscription, double perResource) {}
