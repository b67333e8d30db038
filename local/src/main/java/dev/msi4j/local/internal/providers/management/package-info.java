/**
 * Microsoft.Management: management groups, and the subscriptions in them.
 *
 * <p>{@code ManagementProvider} is the entry point. {@code ManagementGroupOperations} and {@code
 * GroupSubscriptionOperations} read requests, {@code ManagementGroupRules} validates and stores,
 * {@code ManagementErrors} creates the errors and {@code Responses} renders the bodies. The stored
 * groups are in the package {@code rbac}, which decides access.
 */
package dev.msi4j.local.internal.providers.management;
