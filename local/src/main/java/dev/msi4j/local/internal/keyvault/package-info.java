/**
 * Key vaults and their secrets: the stored vaults, and the data plane that clients reach under the
 * host name of a vault.
 *
 * <p>{@code VaultHandler} is the entry point of the data plane. {@code Vaults} and {@code Secrets}
 * store, {@code VaultAuthorization} decides access, and {@code VaultErrors} creates the errors. The
 * operations of Resource Manager on vaults are in the package {@code providers.keyvault}.
 */
package dev.msi4j.local.internal.keyvault;
