/** Microsoft.Compute: virtual machines, as far as their identities need them. */
package dev.msi4j.local.providers.compute;
