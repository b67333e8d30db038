package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A function that the template defines.
 *
 * @param output the value or expression that the function returns
 */
public record UserFunction(List<String> parameters, JsonNode output) {}
