/**
 * A client for Azure's Microsoft.ManagedIdentity.
 *
 * <p>{@link dev.msi4j.ManagedServiceIdentityClientBuilder} makes a {@link
 * dev.msi4j.ManagedServiceIdentityClient} or its twin that does not block, {@link
 * dev.msi4j.ManagedServiceIdentityAsyncClient}. A client leads to groups of operations: {@link
 * dev.msi4j.UserAssignedIdentities}, {@link dev.msi4j.SystemAssignedIdentities}, {@link
 * dev.msi4j.FederatedIdentityCredentials}, {@link dev.msi4j.FlexibleFederatedIdentityCredentials}
 * and {@link dev.msi4j.Operations}.
 *
 * <p><b>Versions.</b> A client speaks {@link dev.msi4j.ApiVersion#DEFAULT} unless it is given
 * another {@link dev.msi4j.ApiVersion} or an {@link dev.msi4j.ApiProfile}. An operation or a field
 * that the version lacks fails before anything is sent, with an {@link
 * java.lang.UnsupportedOperationException} that names the versions that have it. An operation that
 * only previews have is sent with the newest of them instead.
 *
 * <p><b>Arguments.</b> Names and values that Azure would refuse fail before anything is sent, with
 * an {@link java.lang.IllegalArgumentException} that names the parameter, the value and the rule.
 *
 * <p><b>Failures.</b> What Azure refuses is azure-core's {@link
 * com.azure.core.exception.HttpResponseException} or its subclass for the status: {@link
 * com.azure.core.exception.ClientAuthenticationException} (401), {@link
 * com.azure.core.exception.ResourceNotFoundException} (404), {@link
 * com.azure.core.exception.ResourceExistsException} (409). Its value is an {@link
 * dev.msi4j.ArmError}; see {@link dev.msi4j.ArmError#of}.
 *
 * <p><b>Listings</b> fetch a page at a time. The link to the next page is followed as Azure wrote
 * it, but only at the endpoint the client talks to, since the token goes along, and never twice; a
 * link that breaks this is a {@link com.azure.core.exception.AzureException}.
 *
 * <p>Clients and values are immutable; any number of threads may use them.
 */
package dev.msi4j;
