/**
 * Microsoft.Resources: tenants, subscriptions, provider registrations, resource groups and lists of
 * resources.
 *
 * <p>{@code ResourcesProvider} is the entry point. {@code TenantOperations}, {@code Registrations},
 * {@code GroupOperations} and {@code ResourceList} serve the operations, {@code FilterParser}
 * parses {@code $filter}, {@code ResourcesErrors} creates the errors and {@code Responses} renders
 * the bodies. Groups and subscriptions are stored by the package {@code arm}, which needs them for
 * every request.
 */
package dev.msi4j.local.internal.providers.resources;
