/**
 * Template deployments of Microsoft.Resources.
 *
 * <p>{@code DeploymentOperations} serves the operations. {@code DeploymentModel} evaluates the
 * template of a stored deployment, {@code Preflight} checks it before it starts, {@code
 * DeploymentRunner} deploys its resources, and {@code WhatIf} compares it with what exists. Every
 * resource is read and written by a request to Resource Manager on behalf of the caller, which
 * {@code ResourceClient} sends.
 */
package dev.msi4j.local.internal.deployments;
