package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.runtime.ServerRuntime;

/**
 * Services of Resource Manager that a resource provider uses.
 *
 * @param providers all providers of the server, the one that uses this context included
 */
public record ProviderContext(
    ServerRuntime runtime,
    Paging paging,
    LongRunningOperations longRunningOperations,
    Providers providers) {}
