/** Microsoft.Authorization: role definitions and role assignments at every scope. */
package dev.msi4j.local.internal.providers.authorization;
