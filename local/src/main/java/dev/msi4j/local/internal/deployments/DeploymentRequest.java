package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.deployments.DeploymentRow.ScopeFacts;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the body of a request to create, validate or preview a deployment. */
final class DeploymentRequest {
  private static final Pattern NAME = Pattern.compile("[\\w.()-]{0,63}[\\w()-]");

  /** The members that name content that the server would have to download. */
  private static final List<String> LINKS = List.of("templateLink", "parametersLink");

  private DeploymentRequest() {}

  /**
   * Returns the deployment that a request describes, with the parameters as given.
   *
   * @throws dev.msi4j.local.internal.arm.ArmException if the request is invalid
   */
  static DeploymentRow parse(
      ArmRequest request, DeploymentScope scope, DeploymentServices services) {
    var name = request.argument("deploymentName");
    if (!NAME.matcher(name).matches()) {
      throw DeploymentErrors.invalidName(name);
    }
    var body = body(request);
    var properties = body.object("properties");
    checkLinks(properties.node());
    if (!properties.has("template")) {
      throw DeploymentErrors.missingTemplate();
    }
    var group = scope.resourceGroup();
    var groupFacts =
        group == null
            ? null
            : Facts.group(services, scope)
                .orElseThrow(() -> ArmErrors.resourceGroupNotFound(group));
    var now = services.runtime().clock().instant();
    return new DeploymentRow(
        scope.deployment(name),
        name,
        scope.subscription(),
        group,
        location(body, scope),
        Tags.of(body).orElse(Map.of()),
        mode(properties, scope),
        properties.object("template").node(),
        parameters(properties.object("parameters"), new SecretReferences(request, services)),
        new ScopeFacts(Facts.subscription(services, scope), groupFacts),
        request.caller(),
        request.http().origin(),
        correlationId(request).orElseGet(() -> services.runtime().ids().get().toString()),
        services.runtime().ids().get().toString(),
        DeploymentRow.RUNNING,
        now.toString(),
        null,
        null,
        null);
  }

  /** Returns the body, which az sends with comments and a name without quotes. */
  static JsonBody body(ArmRequest request) {
    return JsonBody.ofRelaxed(request.http().body(), ArmErrors.BODY);
  }

  private static Optional<String> correlationId(ArmRequest request) {
    return request
        .http()
        .headers()
        .first("x-ms-correlation-request-id")
        .filter(id -> id.length() <= 64);
  }

  /** Returns a nested deployment for a preview. */
  static DeploymentRow row(
      DeploymentScope scope,
      String name,
      ObjectNode body,
      ObjectNode template,
      ObjectNode parameters,
      ScopeFacts facts,
      DeploymentRow outer) {
    return new DeploymentRow(
        scope.deployment(name),
        name,
        scope.subscription(),
        scope.resourceGroup(),
        body.path("location").asText(),
        Map.of(),
        DeploymentRow.INCREMENTAL,
        template,
        parameters,
        facts,
        outer.caller(),
        outer.origin(),
        outer.correlationId(),
        outer.operationId(),
        DeploymentRow.RUNNING,
        Instant.parse(outer.startedAt()).toString(),
        null,
        null,
        null);
  }

  /** Rejects the links to templates and parameters, which the server does not download. */
  static void checkLinks(JsonNode properties) {
    for (var link : LINKS) {
      if (properties.hasNonNull(link)) {
        throw DeploymentErrors.linkNotSupported(link);
      }
    }
  }

  private static @Nullable String location(JsonBody body, DeploymentScope scope) {
    if (scope.resourceGroup() != null) {
      return null;
    }
    return Locations.normalize(
        body.text("location").orElseThrow(ArmErrors::locationRequired), "deployments");
  }

  private static String mode(JsonBody properties, DeploymentScope scope) {
    var mode = properties.text("mode").orElse(DeploymentRow.INCREMENTAL);
    if (mode.equalsIgnoreCase(DeploymentRow.INCREMENTAL)) {
      return DeploymentRow.INCREMENTAL;
    }
    if (!mode.equalsIgnoreCase(DeploymentRow.COMPLETE)) {
      throw DeploymentErrors.invalidMode(mode);
    }
    if (scope.resourceGroup() == null) {
      throw DeploymentErrors.completeModeNotSupported();
    }
    return DeploymentRow.COMPLETE;
  }

  /** Returns the values by name from objects with a value, or a reference to a secret, each. */
  private static ObjectNode parameters(JsonBody given, SecretReferences secrets) {
    var parameters = Json.object();
    for (var member : given.node().properties()) {
      var parameter = given.object(member.getKey());
      parameters.set(
          member.getKey(),
          parameter.has("reference")
              ? secrets.value(member.getKey(), parameter.object("reference"))
              : parameter.node().path("value"));
    }
    return withoutMissing(parameters);
  }

  private static ObjectNode withoutMissing(ObjectNode parameters) {
    parameters.properties().removeIf(member -> member.getValue().isMissingNode());
    return parameters;
  }
}
