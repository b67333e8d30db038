/**
 * The expression language of Azure Resource Manager templates.
 *
 * <p>{@code ExpressionParser} parses the text of an expression to an {@code Expression}, {@code
 * Evaluator} evaluates it within a {@code Budget}. The functions are in tables, one class for each
 * kind of function: a new function is one line in a table. The package knows no resource and sends
 * no request: {@code ResourceFunctions} calls the interface {@code DeployedResources} for the
 * properties of resources.
 */
package dev.msi4j.local.internal.deployments.expressions;
