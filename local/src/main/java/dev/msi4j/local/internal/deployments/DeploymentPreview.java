package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.DeploymentRow.ScopeFacts;
import dev.msi4j.local.internal.deployments.expressions.DeployedResources;
import dev.msi4j.local.internal.deployments.expressions.Language;
import dev.msi4j.local.internal.deployments.expressions.PartialEvaluation;
import dev.msi4j.local.internal.deployments.expressions.RuntimeValueException;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.deployments.templates.NestedTemplates;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the resources of a deployment before it runs, those of nested deployments included. A
 * nested deployment whose names depend on values of the run time is not expanded.
 */
final class DeploymentPreview {
  /** Bounds the recursion of nested deployments. */
  private static final int MAX_DEPTH = 10;

  private final DeploymentServices services;
  private final Function<DeploymentPlan, DeployedResources> resources;
  private final List<ExpectedResource> expected = new ArrayList<>();

  private DeploymentPreview(
      DeploymentServices services, Function<DeploymentPlan, DeployedResources> resources) {
    this.services = services;
    this.resources = resources;
  }

  /**
   * Returns the resources of a deployment, nested deployments before their resources.
   *
   * @param resources the source of the properties of resources for a plan
   */
  static List<ExpectedResource> of(
      DeploymentRow row,
      DeploymentModel model,
      DeploymentServices services,
      Function<DeploymentPlan, DeployedResources> resources) {
    var preview = new DeploymentPreview(services, resources);
    preview.add(row, model, 0);
    return preview.expected;
  }

  private void add(DeploymentRow row, DeploymentModel model, int depth) {
    if (depth > MAX_DEPTH) {
      throw DeploymentErrors.tooManyLevels(MAX_DEPTH);
    }
    var source = resources.apply(model.plan());
    var secrets = secrets(model);
    for (var resource : model.plan().deployed()) {
      var evaluator = resource.evaluator().withResources(source);
      var body =
          resource.isDeployment()
              ? nestedBody(resource, source)
              : (ObjectNode) PartialEvaluation.evaluate(resource.body(), evaluator);
      if (body != null) {
        expected.add(new ExpectedResource(resource, body, secrets));
        if (resource.isDeployment()) {
          addNested(row, resource, body, depth);
        }
      }
    }
  }

  /** Returns the body of a nested deployment, or null if its template is not known. */
  private static @Nullable ObjectNode nestedBody(
      PlannedResource resource, DeployedResources source) {
    var evaluator = resource.evaluator().withResources(source);
    try {
      return NestedTemplates.evaluate(
          resource.body(), evaluator, value -> PartialEvaluation.evaluate(value, evaluator));
    } catch (RuntimeValueException e) {
      return null;
    }
  }

  private void addNested(
      DeploymentRow outer, PlannedResource resource, ObjectNode body, int depth) {
    var properties = body.path("properties");
    DeploymentRequest.checkLinks(properties);
    if (!(properties.get("template") instanceof ObjectNode template)) {
      throw DeploymentErrors.missingTemplate();
    }
    var row = nested(outer, resource, body, template);
    try {
      add(row, DeploymentModel.ofNested(row, services), depth + 1);
    } catch (RuntimeValueException e) {
      // Azure, too, leaves out the resources whose names depend on values of the run time.
    }
  }

  private DeploymentRow nested(
      DeploymentRow outer, PlannedResource resource, ObjectNode body, ObjectNode template) {
    var segments = List.of(resource.id().split("/", -1));
    var subscription = segments.get(2);
    var group = CaseFolding.of(segments.get(3)).equals("resourcegroups") ? segments.get(4) : null;
    var scope = new DeploymentScope(subscription, group);
    return DeploymentRequest.row(
        scope,
        resource.simpleName(),
        body,
        template,
        parameters(body.path("properties").path("parameters")),
        new ScopeFacts(facts(scope, outer), group == null ? null : groupFacts(scope, group)),
        outer);
  }

  private ObjectNode facts(DeploymentScope scope, DeploymentRow outer) {
    return scope.subscription().equalsIgnoreCase(outer.subscription())
        ? outer.scope().subscription()
        : Facts.subscription(services, scope);
  }

  /** Describes a group that exists, or that the deployment creates before. */
  private ObjectNode groupFacts(DeploymentScope scope, String group) {
    return Facts.group(services, scope)
        .orElseGet(() -> {
          var location =
              expected.stream()
                  .filter(each -> each.planned().id().equalsIgnoreCase(scope.id()))
                  .map(each -> each.body().path("location").asText())
                  .findFirst()
                  .orElse("");
          var facts =
              Json.object()
                  .put("id", scope.id())
                  .put("name", group)
                  .put("type", "Microsoft.Resources/resourceGroups")
                  .put("location", location);
          facts.putObject("tags");
          facts.putObject("properties").put("provisioningState", "Succeeded");
          return facts;
        });
  }

  /** A value that still contains an expression is unknown in the nested template. */
  private static ObjectNode parameters(JsonNode given) {
    var parameters = Json.object();
    for (var member : given.properties()) {
      var value = member.getValue().path("value");
      parameters.set(member.getKey(), hasExpression(value) ? MissingNode.getInstance() : value);
    }
    return parameters;
  }

  static boolean hasExpression(JsonNode value) {
    if (value.isTextual()) {
      return Language.isExpression(value.textValue());
    }
    for (var item : value) {
      if (hasExpression(item)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the values of the secure parameters. */
  private static Set<String> secrets(DeploymentModel model) {
    var secrets = new HashSet<String>();
    for (var declared : model.template().parameters().properties()) {
      if (model.template().isSecure(declared.getValue())) {
        addTexts(secrets, model.parameters().path(declared.getKey()));
      }
    }
    return secrets;
  }

  private static void addTexts(Set<String> texts, JsonNode value) {
    if (value.isTextual() && !value.textValue().isEmpty()) {
      texts.add(value.textValue());
    }
    value.forEach(item -> addTexts(texts, item));
  }
}
