/**
 * Microsoft.Authorization: role definitions, role assignments and locks at every scope.
 *
 * <p>{@code AuthorizationProvider} is the entry point. The {@code *Operations} classes read
 * requests, the {@code *Rules} classes validate and store, {@code AuthorizationErrors} creates the
 * errors and {@code Responses} renders the bodies. The stored rows, {@code Role} and {@code
 * RoleAssignment}, are in the package {@code rbac}, which decides access.
 */
package dev.msi4j.local.internal.providers.authorization;
