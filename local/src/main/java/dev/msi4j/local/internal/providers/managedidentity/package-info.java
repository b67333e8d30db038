/**
 * Microsoft.ManagedIdentity: user-assigned identities, their federated credentials, system-assigned
 * identities.
 */
package dev.msi4j.local.internal.providers.managedidentity;
