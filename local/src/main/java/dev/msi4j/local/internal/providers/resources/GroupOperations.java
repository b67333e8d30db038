package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceGroups.Group;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serves the operations on resource groups. */
final class GroupOperations {
  private static final String TYPE = "Microsoft.Resources/subscriptions/resourceGroups";
  private static final String LIST_PATH = "/subscriptions/{subscriptionId}/resourceGroups";
  private static final String ITEM_PATH = LIST_PATH + "/{resourceGroupName}";
  private static final String RESULT =
      "/subscriptions/{subscriptionId}/operationresults/{operation}";

  /** Letters, digits and combining marks of any script, as in decomposed Unicode text. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}._()-]{0,89}[\\p{L}\\p{M}\\p{N}_()-]");

  private final Store store;
  private final Paging paging;
  private final ResourceGroups groups;
  private final LongRunningOperations longRunningOperations;

  GroupOperations(
      Store store,
      Paging paging,
      ResourceGroups groups,
      LongRunningOperations longRunningOperations) {
    this.store = store;
    this.paging = paging;
    this.groups = groups;
    this.longRunningOperations = longRunningOperations;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(LIST_PATH).action(TYPE + "/read").filtered().handle(this::list);
    operations.get(ITEM_PATH).action(TYPE + "/read").handle(this::get);
    operations.head(ITEM_PATH).action(TYPE + "/read").handle(this::exists);
    operations.put(ITEM_PATH).action(TYPE + "/write").handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").handle(this::update);
    operations.delete(ITEM_PATH).action(TYPE + "/delete").handle(this::delete);
    operations
        .get(RESULT)
        .action("Microsoft.Resources/subscriptions/operationresults/read")
        .forAnyCaller()
        .handle(this::result);
  }

  private Response list(ArmRequest request) {
    var prefix = ResourceGroups.prefix(request.subscription());
    var text = request.http().query().filled("$filter");
    if (text.isEmpty()) {
      return paging.page(
          request,
          ResourceGroups.KIND,
          prefix,
          "$skiptoken",
          (documents, entry) -> ResourceGroups.read(entry).json());
    }
    var filter = ResourceFilter.ofGroups(text.get());
    return paging.page(
        request,
        ResourceGroups.KIND,
        prefix,
        "$skiptoken",
        entry -> request.canSee(entry.key()) && filter.matches(ResourceGroups.read(entry).json()),
        (documents, entry) -> ResourceGroups.read(entry).json());
  }

  private Response get(ArmRequest request) {
    return Response.json(200, store.read(documents -> find(documents, request)).json());
  }

  private Response exists(ArmRequest request) {
    var found = store.read(documents -> lookUp(documents, request));
    return Response.empty(found.isPresent() ? 204 : 404);
  }

  private Response createOrUpdate(ArmRequest request) {
    var name = request.resourceGroup();
    if (!NAME.matcher(name).matches()) {
      throw ArmErrors.invalidName(
          "resource group",
          name,
          "it must have 1 to 90 letters, digits, underscores, hyphens, parentheses and periods, and not end"
              + " in a period");
    }
    var body = request.body();
    var location =
        Locations.normalize(
            body.text("location").orElseThrow(ArmErrors::locationRequired), "resourceGroups");
    var tags = Tags.of(body).orElse(Map.of());
    return store.write(documents -> {
      var existing = lookUp(documents, request);
      existing.ifPresent(group -> checkUsable(group, location));
      var group =
          existing
              .map(found -> found.tagged(tags))
              .orElseGet(() -> Group.of(request.subscription(), name, location, tags));
      groups.save(documents, group);
      return Response.json(existing.isPresent() ? 200 : 201, group.json());
    });
  }

  private Response update(ArmRequest request) {
    var tags = Tags.of(request.body());
    return store.write(documents -> {
      var found = find(documents, request);
      checkUsable(found, found.location());
      var group = tags.map(found::tagged).orElse(found);
      groups.save(documents, group);
      return Response.json(200, group.json());
    });
  }

  private Response delete(ArmRequest request) {
    var running =
        store.write(documents -> {
          var group = find(documents, request);
          groups.startDeleting(documents, group);
          return longRunningOperations.start(
              documents, request, ResourcesProvider.DELETE_GROUP, group.key());
        });
    return LongRunningOperations.accepted(
        request, LongRunningOperations.resultPath(request, running.id()));
  }

  private Response result(ArmRequest request) {
    var id = request.argument("operation");
    var running = longRunningOperations.poll(id).orElseThrow(() -> ArmErrors.operationNotFound(id));
    running.checkSucceeded();
    return running.isDone()
        ? Response.empty(200)
        : LongRunningOperations.accepted(request, LongRunningOperations.resultPath(request, id));
  }

  private Group find(Documents documents, ArmRequest request) {
    return lookUp(documents, request)
        .orElseThrow(() -> ArmErrors.resourceGroupNotFound(request.resourceGroup()));
  }

  private Optional<Group> lookUp(Documents documents, ArmRequest request) {
    return groups.find(documents, request.subscription(), request.resourceGroup());
  }

  private static void checkUsable(Group group, String location) {
    if (group.isDeleting()) {
      throw ArmErrors.resourceGroupBeingDeleted(group.name());
    }
    if (!group.location().equals(location)) {
      throw ResourcesErrors.invalidResourceGroupLocation(group.name(), group.location(), location);
    }
  }
}
