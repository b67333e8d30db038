package dev.msi4j.local.internal.deployments;

import dev.msi4j.local.internal.arm.ArmDispatcher;
import dev.msi4j.local.internal.arm.CloudMetadata;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.keyvault.Secrets;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.runtime.ServerRuntime;

/** The services of the server that deployments use. */
public record DeploymentServices(
    ServerRuntime runtime,
    ArmDispatcher dispatcher,
    CloudMetadata cloud,
    Subscriptions subscriptions,
    ResourceGroups groups,
    LongRunningOperations longRunningOperations,
    Providers providers,
    Vaults vaults,
    Secrets secrets) {}
