/**
 * Templates: their declarations, the values of their parameters, and the plan of their resources.
 *
 * <p>{@code Template} is the parsed document, {@code TemplateSymbols} evaluates its parameters and
 * variables, {@code TypeValidator} checks values against declared types, and {@code
 * ResourcePlanner} expands loops and conditions to a {@code DeploymentPlan} of resources with their
 * dependencies. Planning has no side effects: the same template and parameters have the same plan.
 */
package dev.msi4j.local.internal.deployments.templates;
