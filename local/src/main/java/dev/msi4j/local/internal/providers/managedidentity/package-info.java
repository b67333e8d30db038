/**
 * Microsoft.ManagedIdentity: user-assigned identities, federated identity credentials and
 * system-assigned identities.
 *
 * <p>{@code ManagedIdentityProvider} is the entry point. {@code UserAssignedIdentities}, {@code
 * FederatedIdentityCredentials} and {@code SystemAssignedIdentities} serve the operations, the
 * {@code *Rules} classes validate and store, the {@code *Row} records are the stored documents,
 * {@code ManagedIdentityErrors} creates the errors and {@code Responses} renders the bodies.
 */
package dev.msi4j.local.internal.providers.managedidentity;
