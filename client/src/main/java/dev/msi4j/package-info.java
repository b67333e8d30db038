/**
 * A client for Microsoft.ManagedIdentity, the Azure resource provider of managed identities.
 *
 * <p>{@link dev.msi4j.ManagedServiceIdentityClientBuilder} builds a synchronous client, {@link
 * dev.msi4j.ManagedServiceIdentityClient}, or an asynchronous client, {@link
 * dev.msi4j.ManagedServiceIdentityAsyncClient}. Their operations are in groups: {@link
 * dev.msi4j.UserAssignedIdentities}, {@link dev.msi4j.SystemAssignedIdentities}, {@link
 * dev.msi4j.FederatedIdentityCredentials}, {@link dev.msi4j.FlexibleFederatedIdentityCredentials}
 * and {@link dev.msi4j.Operations}.
 *
 * <p><b>API versions.</b> A client uses {@link dev.msi4j.ApiVersion#DEFAULT} unless another {@link
 * dev.msi4j.ApiVersion} or an {@link dev.msi4j.ApiProfile} is set. If the version lacks an
 * operation or a property, the call fails before a request is sent, with an {@link
 * java.lang.UnsupportedOperationException} that names the versions with support. An operation that
 * only previews have is sent with the newest of them instead.
 *
 * <p><b>Resource ids.</b> Operations on an identity or a credential take either the names of the
 * resource group and the resource, or a {@link dev.msi4j.ResourceId}. A request by resource id goes
 * to the subscription of the id, which may differ from that of the client.
 *
 * <p><b>Validation.</b> If Azure would reject a name or a value, the call fails before a request is
 * sent, with an {@link java.lang.IllegalArgumentException} that names the parameter, the value and
 * the rule.
 *
 * <p><b>Exceptions.</b> An error response of Azure is thrown as azure-core's {@link
 * com.azure.core.exception.HttpResponseException} or its subclass for the status: {@link
 * com.azure.core.exception.ClientAuthenticationException} (401), {@link
 * com.azure.core.exception.ResourceNotFoundException} (404), {@link
 * com.azure.core.exception.ResourceExistsException} (409). The value of the exception is an {@link
 * dev.msi4j.ArmError}; see {@link dev.msi4j.ArmError#of}.
 *
 * <p><b>Paging.</b> Lists request a page at a time. The next link is used exactly as Azure sent it.
 * A next link to another origin, or a cycle of next links, fails with an {@link
 * com.azure.core.exception.AzureException}, so that the access token is not sent to another server.
 *
 * <p><b>Retries.</b> Throttling, transient server errors and broken connections are retried; see
 * {@link dev.msi4j.ManagedServiceIdentityClientBuilder#retryOptions}.
 *
 * <p>Clients and values are immutable and thread-safe.
 */
package dev.msi4j;
