/**
 * Microsoft.KeyVault: vaults, deleted vaults, and secrets that templates create.
 *
 * <p>{@code KeyVaultProvider} is the entry point. The {@code *Operations} classes read requests,
 * {@code VaultRules} validates and stores, {@code KeyVaultErrors} creates the errors and {@code
 * Responses} renders the bodies. The stored rows and the data plane are in the package {@code
 * keyvault}.
 */
package dev.msi4j.local.internal.providers.keyvault;
