package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.deployments.expressions.Loop;
import dev.msi4j.local.internal.deployments.expressions.ResourceIds;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.expressions.Values;
import dev.msi4j.local.internal.deployments.templates.PlannedResource.Use;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expands the resources of a template: loops, conditions, child resources and scopes. Evaluates the
 * members that identify a resource; the others are evaluated when the resource is deployed.
 */
public final class ResourcePlanner {
  /** The limit of Azure (Microsoft Learn, "Template best practices"). */
  private static final int MAX_RESOURCES = 800;

  /** The members that only the template language knows. */
  private static final Set<String> LANGUAGE_MEMBERS =
      Set.of(
          "name",
          "type",
          "apiversion",
          "dependson",
          "condition",
          "copy",
          "comments",
          "scope",
          "existing",
          "resources",
          "resourcegroup",
          "subscriptionid",
          "metadata");

  private final Template template;
  private final Evaluator evaluator;
  private final List<PlannedResource> planned = new ArrayList<>();
  private final List<Draft> drafts = new ArrayList<>();

  private ResourcePlanner(Template template, Evaluator evaluator) {
    this.template = template;
    this.evaluator = evaluator;
  }

  /** A planned resource whose dependencies are not resolved, with its declaration. */
  private record Draft(PlannedResource resource, ObjectNode declaration, int batchSize) {}

  /** The resource that contains a child resource. */
  private record Parent(String type, String name) {}

  /**
   * Plans the resources of a template.
   *
   * @throws ArmException 400 InvalidTemplate if a resource is invalid
   */
  public static DeploymentPlan plan(Template template, Evaluator evaluator) {
    var planner = new ResourcePlanner(template, evaluator);
    planner.template.resources().forEach(each -> planner.add(each, null, planner.evaluator));
    planner.checkUnique();
    return Dependencies.resolve(
        planner.planned,
        planner.drafts.stream()
            .map(draft ->
                new Dependencies.Declared(draft.resource, draft.declaration, draft.batchSize))
            .toList());
  }

  private void add(
      Template.Declaration declaration, @Nullable Parent parent, Evaluator outerEvaluator) {
    var resource = declaration.resource();
    var copy = resource.get("copy");
    if (!(copy instanceof ObjectNode)) {
      add(declaration, parent, outerEvaluator, null, 0);
      return;
    }
    var loop = Loop.of(copy, outerEvaluator);
    for (var i = 0; i < loop.count(); i++) {
      add(declaration, parent, outerEvaluator.withLoop(loop.name(), i), loop, i);
    }
  }

  private void add(
      Template.Declaration declaration,
      @Nullable Parent parent,
      Evaluator loopEvaluator,
      @Nullable Loop loop,
      int index) {
    var resource = declaration.resource();
    var use = use(resource, loopEvaluator);
    var type = text(resource, "type", loopEvaluator, use);
    var name = text(resource, "name", loopEvaluator, use);
    if (parent != null) {
      type = parent.type + "/" + type;
      name = parent.name + "/" + name;
    }
    checkExtension(resource, name);
    var added =
        new PlannedResource(
            declaration.symbolicName(),
            loop == null ? null : loop.name(),
            index,
            use == Use.SKIPPED
                ? skippedId(declaration, type, name, index)
                : id(resource, type, name, loopEvaluator),
            type,
            name,
            text(resource, "apiVersion", loopEvaluator, use),
            use,
            Set.of(),
            body(resource),
            loopEvaluator);
    planned.add(added);
    if (planned.size() > MAX_RESOURCES) {
      throw TemplateErrors.invalidTemplate(
          "the template has more than " + MAX_RESOURCES + " resources");
    }
    drafts.add(new Draft(added, resource, loop == null ? 0 : loop.batchSize()));
    var inner = new Parent(type, name);
    Template.declarations(resource.path("resources"))
        .forEach(child -> add(child, inner, loopEvaluator));
  }

  private static void checkExtension(ObjectNode resource, String name) {
    for (var member : List.of("extension", "import")) {
      if (resource.hasNonNull(member)) {
        throw TemplateErrors.invalidTemplate(
            "the resource '"
                + name
                + "' uses the extension '"
                + resource.path(member).asText()
                + "': this local Azure deploys resources of Azure only");
      }
    }
  }

  private static Use use(ObjectNode resource, Evaluator evaluator) {
    if (resource.path("existing").asBoolean()) {
      return Use.EXISTING;
    }
    var condition = resource.get("condition");
    if (condition == null) {
      return Use.DEPLOYED;
    }
    var value = evaluator.evaluate(condition);
    var isTrue = value.isTextual() ? Boolean.parseBoolean(value.textValue()) : value.asBoolean();
    if (!value.isBoolean() && !value.isTextual()) {
      throw TemplateErrors.expression(
          "The condition of a resource must be a boolean, not of type '"
              + Values.type(value)
              + "'.");
    }
    return isTrue ? Use.DEPLOYED : Use.SKIPPED;
  }

  /**
   * Returns a member that identifies a resource. The name of a resource with a false condition may
   * be impossible to evaluate; it is then the text of the expression.
   */
  private static String text(ObjectNode resource, String member, Evaluator evaluator, Use use) {
    var value = resource.get(member);
    if (value == null || !value.isTextual()) {
      throw TemplateErrors.invalidTemplate(
          "The template resource '"
              + resource.path("name").asText()
              + "' is invalid: the property '"
              + member
              + "' must be a string");
    }
    try {
      return evaluator.evaluateText(value, member);
    } catch (ArmException e) {
      if (use == Use.SKIPPED) {
        return value.textValue();
      }
      throw e;
    }
  }

  private static String skippedId(
      Template.Declaration declaration, String type, String name, int index) {
    return "skipped:" + declaration.symbolicName() + ":" + type + "/" + name + ":" + index;
  }

  private String id(ObjectNode resource, String type, String name, Evaluator loopEvaluator) {
    var scope = scope(resource, loopEvaluator);
    if (ResourceIds.isGroupType(type)) {
      return scope + "/resourceGroups/" + name;
    }
    try {
      return scope + ResourceIds.relative(type, List.of(name.split("/", -1)));
    } catch (IllegalArgumentException e) {
      throw TemplateErrors.invalidTemplate(
          "The template resource '"
              + name
              + "' for type '"
              + type
              + "' has incorrect segment lengths: "
              + e.getMessage());
    }
  }

  /** Returns the scope of a resource: its own one, or that of the deployment. */
  private String scope(ObjectNode resource, Evaluator loopEvaluator) {
    var facts = evaluator.facts();
    var scope = optional(resource, "scope", loopEvaluator);
    if (scope.isPresent()) {
      var text = scope.get();
      if (text.startsWith("/")) {
        return text.equals("/") ? "" : text;
      }
      return facts.scope() + relativeScope(text);
    }
    var subscription = optional(resource, "subscriptionId", loopEvaluator);
    var group = optional(resource, "resourceGroup", loopEvaluator);
    if (subscription.isEmpty() && group.isEmpty()) {
      return facts.scope();
    }
    var root = "/subscriptions/" + subscription.orElse(facts.subscriptionId());
    return group.map(name -> root + "/resourceGroups/" + name).orElse(root);
  }

  /** Resolves a scope such as {@code Microsoft.Storage/storageAccounts/name}. */
  private static String relativeScope(String text) {
    var segments = List.of(text.split("/", -1));
    if (segments.size() < 3 || segments.size() % 2 == 0) {
      throw TemplateErrors.invalidTemplate(
          "the scope '" + text + "' must be a resource id, or a type with a name");
    }
    var isAlternating = segments.size() == 3;
    if (isAlternating) {
      return "/providers/" + text;
    }
    var half = (segments.size() + 1) / 2;
    return ResourceIds.relative(
        String.join("/", segments.subList(0, half)), segments.subList(half, segments.size()));
  }

  private static Optional<String> optional(ObjectNode resource, String name, Evaluator evaluator) {
    return Values.member(resource, name)
        .filter(value -> !value.isNull())
        .map(value -> evaluator.evaluateText(value, name))
        .filter(text -> !text.isEmpty());
  }

  private static ObjectNode body(ObjectNode resource) {
    var body = Json.object();
    for (var member : resource.properties()) {
      if (!LANGUAGE_MEMBERS.contains(CaseFolding.of(member.getKey()))) {
        body.set(member.getKey(), member.getValue());
      }
    }
    return body;
  }

  private void checkUnique() {
    var keys = new HashSet<String>();
    for (var resource : planned) {
      if (resource.isDeployed() && !keys.add(resource.key())) {
        throw TemplateErrors.invalidTemplate(
            "The resource '"
                + resource.id()
                + "' is defined multiple times in a template. Please see"
                + " https://aka.ms/arm-syntax-resources for usage details.");
      }
    }
  }
}
