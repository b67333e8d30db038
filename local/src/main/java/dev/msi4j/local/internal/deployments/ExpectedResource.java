package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import java.util.Set;

/**
 * A resource that a deployment will create or update.
 *
 * @param body the body as far as it is known before the deployment runs; the other values are the
 *     texts of expressions
 * @param secrets the values of the secure parameters
 */
record ExpectedResource(PlannedResource planned, ObjectNode body, Set<String> secrets) {}
