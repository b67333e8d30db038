package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;

/** A function of the template language. */
@FunctionalInterface
interface TemplateFunction {
  JsonNode apply(Arguments arguments);
}
