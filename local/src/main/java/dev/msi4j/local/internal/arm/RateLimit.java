package dev.msi4j.local.internal.arm;

/**
 * How often a provider serves operations of one kind, in requests a second.
 *
 * @param kind what the operations that share the limit do, such as {@code
 *     userAssignedIdentities/write}
 */
public record RateLimit(
    String kind, double perTenant, double perSubscription, double perResource) {}
