package dev.msi4j.local.internal.control.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request and the status of its response, without secrets.
 *
 * @param operation the action or the name of the operation; empty for other requests
 * @param url the URL without its query
 * @param resource the resource of a token request
 * @param clientId the client id in a token request
 * @param principalId the principal of the access token that was sent or issued
 * @param identityId the resource id in the access token of a managed identity
 */
public record ReceivedRequest(
    Instant at,
    String operation,
    String method,
    String url,
    int status,
    @Nullable String resource,
    @Nullable String clientId,
    @Nullable String principalId,
    @Nullable String identityId) {}
