package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.function.Predicate;

/** Serves the operations on deployments, at the scopes of subscriptions and resource groups. */
public final class DeploymentOperations {
  public static final List<DocumentKind> DOCUMENT_KINDS = DeploymentStore.DOCUMENT_KINDS;

  private static final String TYPE = "Microsoft.Resources/deployments";
  private static final String OPERATION = "operationId";

  /** The effect that deletes a deployment. */
  public static final String DELETE = "deployment.delete";

  private static final List<String> SCOPES =
      List.of(
          "/subscriptions/{subscriptionId}",
          "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}");

  private final DeploymentServices services;
  private final Paging paging;
  private final DeploymentStore deployments;
  private final DeploymentRunner runner;

  public DeploymentOperations(DeploymentServices services, Paging paging) {
    this.services = services;
    this.paging = paging;
    deployments = new DeploymentStore(services.runtime().store());
    runner = new DeploymentRunner(services, deployments);
  }

  /**
   * Advances the deployments that wait for long-running operations. Deployments progress with the
   * requests of clients, as the operations themselves do.
   */
  public void advanceAll() {
    if (!services.longRunningOperations().areImmediate()) {
      runner.advanceAll();
    }
  }

  public void declare(Operations.OperationsBuilder operations) {
    for (var scope : SCOPES) {
      var list = scope + "/providers/Microsoft.Resources/deployments";
      var item = list + "/{deploymentName}";
      operations.get(list).action(TYPE + "/read").handle(this::list);
      operations.get(item).action(TYPE + "/read").handle(this::get);
      operations.head(item).action(TYPE + "/read").handle(this::exists);
      operations.put(item).action(TYPE + "/write").handle(this::createOrUpdate);
      operations.delete(item).action(TYPE + "/delete").handle(this::delete);
      operations.post(item + "/cancel").action(TYPE + "/cancel/action").handle(this::cancel);
      operations.post(item + "/validate").action(TYPE + "/validate/action").handle(this::validate);
      operations.post(item + "/whatIf").action(TYPE + "/whatIf/action").handle(this::whatIf);
      operations
          .post(item + "/exportTemplate")
          .action(TYPE + "/exportTemplate/action")
          .handle(this::exportTemplate);
      declareOperations(operations, item);
      operations
          .get(item + "/operationStatuses/{operationId}")
          .action(TYPE + "/operationStatuses/read")
          .handle(this::status);
    }
    // Azure's clients read the operations of a deployment at a resource group from this path.
    declareOperations(operations, SCOPES.get(1) + "/deployments/{deploymentName}");
  }

  private void declareOperations(Operations.OperationsBuilder operations, String deployment) {
    operations
        .get(deployment + "/operations")
        .action(TYPE + "/operations/read")
        .handle(this::listOperations);
    operations
        .get(deployment + "/operations/{operationId}")
        .action(TYPE + "/operations/read")
        .handle(this::getOperation);
  }

  private Response createOrUpdate(ArmRequest request) {
    var requested = DeploymentRequest.parse(request, scope(request), services);
    var model = DeploymentModel.of(requested, services);
    var preflight = new Preflight(request, services);
    preflight.registerProviders(preflight.check(requested, model));
    var row = requested.withParameters(model.parameters());
    var existed =
        services
            .runtime()
            .store()
            .write(documents -> {
              var existing = DeploymentStore.find(documents, row.key());
              existing
                  .filter(DeploymentRow::isRunning)
                  .ifPresent(running -> {
                    throw DeploymentErrors.active(running);
                  });
              DeploymentStore.start(documents, row);
              return existing.isPresent();
            });
    runner.advance(row.key());
    var started = deployments.find(row.key()).orElse(row);
    // The status has the error of a deployment that has failed already.
    var state = started.state().equals(DeploymentRow.SUCCEEDED) ? started.state() : "Accepted";
    return LongRunningOperations.withStatus(
        Response.json(existed ? 200 : 201, Responses.deployment(started, model, state)),
        request,
        statusPath(row));
  }

  private static String statusPath(DeploymentRow row) {
    return row.id() + "/operationStatuses/" + row.operationId();
  }

  private Response validate(ArmRequest request) {
    var requested = DeploymentRequest.parse(request, scope(request), services);
    var model = DeploymentModel.of(requested, services);
    var resources = new Preflight(request, services).check(requested, model);
    var document =
        Responses.deployment(
            requested.withParameters(model.parameters()), model, DeploymentRow.SUCCEEDED);
    var properties = document.withObject("/properties");
    properties.remove("outputResources");
    properties.set("validatedResources", Responses.resources(resources));
    return Response.json(200, document);
  }

  private Response whatIf(ArmRequest request) {
    var requested = DeploymentRequest.parse(request, scope(request), services);
    var model = DeploymentModel.of(requested, services);
    new Preflight(request, services).check(requested, model);
    var format =
        DeploymentRequest.body(request)
            .object("properties")
            .object("whatIfSettings")
            .text("resultFormat")
            .orElse("FullResourcePayloads");
    var changes =
        new WhatIf(
                requested.withParameters(model.parameters()),
                model,
                services,
                format.equalsIgnoreCase("ResourceIdOnly"))
            .changes();
    var document = Json.object().put("status", DeploymentRow.SUCCEEDED);
    document.putObject("properties").set("changes", changes);
    return Response.json(200, document);
  }

  private Response get(ArmRequest request) {
    return Response.json(200, render(find(request)));
  }

  private Response exists(ArmRequest request) {
    return Response.empty(deployments.find(key(request)).isPresent() ? 204 : 404);
  }

  private Response list(ArmRequest request) {
    return paging.page(
        request,
        DeploymentStore.KIND,
        scope(request).prefix(),
        "$skiptoken",
        filter(request),
        (documents, entry) -> render(DeploymentStore.read(entry)));
  }

  /** Supports the filter of Azure: {@code provisioningState eq 'Failed'}. */
  private static Predicate<Entry> filter(ArmRequest request) {
    var filter = request.http().query().filled("$filter").orElse("");
    if (filter.isEmpty()) {
      return entry -> true;
    }
    var parts = List.of(filter.strip().split(" +", -1));
    var isSupported =
        parts.size() == 3
            && parts.get(0).equalsIgnoreCase("provisioningState")
            && parts.get(1).equalsIgnoreCase("eq")
            && parts.get(2).length() > 2
            && parts.get(2).startsWith("'")
            && parts.get(2).endsWith("'");
    if (!isSupported) {
      throw ArmErrors.invalidFilter(filter, "Supported is: provisioningState eq 'Succeeded'.");
    }
    var state = parts.get(2).substring(1, parts.get(2).length() - 1);
    return entry -> DeploymentStore.read(entry).state().equalsIgnoreCase(state);
  }

  private Response delete(ArmRequest request) {
    return services
        .runtime()
        .store()
        .write(documents -> {
          var row = DeploymentStore.find(documents, key(request));
          if (row.isEmpty()) {
            return Response.empty(204);
          }
          if (row.get().isRunning()) {
            throw DeploymentErrors.active(row.get());
          }
          var deletion =
              services.longRunningOperations().start(documents, request, DELETE, row.get().key());
          return LongRunningOperations.accepted(
              request, LongRunningOperations.resultPath(request, deletion.id()));
        });
  }

  /** Deletes a deployment, but not the resources that it has deployed. */
  public void delete(Documents documents, String key) {
    services.providers().removeUnder(documents, key);
    DeploymentStore.delete(documents, key);
  }

  private Response cancel(ArmRequest request) {
    services
        .runtime()
        .store()
        .change(documents -> {
          var row = find(documents, request);
          if (!row.isRunning()) {
            throw DeploymentErrors.notCancelable(row);
          }
          DeploymentStore.end(documents, row.canceled(services.runtime().clock().instant()));
        });
    return Response.empty(204);
  }

  private Response exportTemplate(ArmRequest request) {
    return Response.json(200, Json.object().set("template", find(request).template()));
  }

  private Response listOperations(ArmRequest request) {
    var row = find(request);
    return paging.page(
        request,
        DeploymentStore.OPERATION_KIND,
        DeploymentStore.operationPrefix(row.key()),
        "$skiptoken",
        entry -> true,
        (documents, entry) -> Responses.operation(row, DeploymentStore.readOperation(entry)));
  }

  private Response getOperation(ArmRequest request) {
    var row = find(request);
    var id = request.argument(OPERATION);
    return deployments.operations(row.key()).values().stream()
        .filter(operation -> operation.id().equalsIgnoreCase(id))
        .findFirst()
        .map(operation -> Response.json(200, Responses.operation(row, operation)))
        .orElseThrow(() -> DeploymentErrors.operationNotFound(id));
  }

  private Response status(ArmRequest request) {
    var row = find(request);
    var id = request.argument(OPERATION);
    if (!row.operationId().equalsIgnoreCase(id)) {
      throw DeploymentErrors.operationNotFound(id);
    }
    var response = Response.json(200, Responses.status(row));
    return row.isRunning() ? response.with("Retry-After", "1") : response;
  }

  private JsonNode render(DeploymentRow row) {
    return Responses.deployment(row, DeploymentModel.of(row, services), row.state());
  }

  private DeploymentRow find(ArmRequest request) {
    return services.runtime().store().read(documents -> find(documents, request));
  }

  private static DeploymentRow find(Documents documents, ArmRequest request) {
    return DeploymentStore.find(documents, key(request))
        .orElseThrow(() -> DeploymentErrors.notFound(request.argument("deploymentName")));
  }

  private static String key(ArmRequest request) {
    return CaseFolding.of(scope(request).deployment(request.argument("deploymentName")));
  }

  private static DeploymentScope scope(ArmRequest request) {
    return new DeploymentScope(
        request.subscription(), request.arguments().get("resourceGroupName"));
  }
}
