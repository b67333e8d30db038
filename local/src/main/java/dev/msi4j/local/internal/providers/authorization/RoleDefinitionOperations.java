package dev.msi4j.local.internal.providers.authorization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The operations on role definitions, at any scope, and what a caller may do there. */
final class RoleDefinitionOperations {
  private static final String TYPE = "Microsoft.Authorization/roleDefinitions";
  private static final String ALL = "/{scope}/providers/" + TYPE;
  private static final String ONE = ALL + "/{name}";
  private static final String DISPLAY = "Role definition";

  /** What the key of a custom role begins with in the order of a list: behind the built-in. */
  private static final String CUSTOM = "custom/";

  private final Store store;
  private final Paging paging;
  private final List<Entry> builtIn;
  private final RoleDefinitionRules rules;

  RoleDefinitionOperations(Store store, Paging paging, Roles roles, RoleDefinitionRules rules) {
    this.store = store;
    this.paging = paging;
    builtIn = builtIn(roles);
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(ALL)
        .action(TYPE + "/read")
        .forAnyRole()
        .display(DISPLAY, "Get role definition", "Gets or lists role definitions")
        .handle(this::list);
    operations.get(ONE).action(TYPE + "/read").forAnyRole().handle(this::get);
    operations
        .put(ONE)
        .action(TYPE + "/write")
        .display(DISPLAY, "Create or update custom role definition", "Defines a role")
        .handle(this::save);
    operations
        .delete(ONE)
        .action(TYPE + "/delete")
        .display(DISPLAY, "Delete custom role definition", "Deletes a role")
        .handle(this::delete);
    operations
        .get("/{scope}/providers/Microsoft.Authorization/permissions")
        .action("Microsoft.Authorization/permissions/read")
        .forAnyCaller()
        .handle(RoleDefinitionOperations::permissions);
  }

  private Response list(ArmRequest request) {
    var filter = request.http().query().filled("$filter").orElse("");
    var requested = RoleDefinitionFilter.of(filter);
    var scope = request.argument("scope");
    return paging.page(
        request,
        "",
        after -> () -> entries(after).iterator(),
        entry -> {
          var role = Roles.read(entry);
          return role.isAssignableAt(scope) && requested.test(role);
        },
        entry -> shape(request, Roles.read(entry)));
  }

  /** All roles behind a key, the built-in ones first. */
  private Stream<Entry> entries(String after) {
    var custom = after.startsWith(CUSTOM) ? after.substring(CUSTOM.length()) : "";
    return Stream.concat(
        builtIn.stream().filter(entry -> entry.key().compareTo(after) > 0),
        Scan.of(store, Roles.KIND, "", custom).stream()
            .map(entry -> new Entry(Roles.KIND, CUSTOM + entry.key(), entry.body())));
  }

  /** The built-in roles as if they were stored, under keys that keep their order. */
  private static List<Entry> builtIn(Roles roles) {
    var entries = new ArrayList<Entry>();
    for (var role : roles.builtIn()) {
      var key = String.format(Locale.ROOT, "built-in/%04d", entries.size());
      entries.add(new Entry(Roles.KIND, key, Json.write(role)));
    }
    return entries;
  }

  private Response get(ArmRequest request) {
    var id = request.argument("name");
    return store
        .read(documents -> rules.find(documents, id))
        .map(role -> Response.json(200, shape(request, role)))
        .orElseThrow(() -> AuthorizationErrors.roleDefinitionNotFound(id));
  }

  private Response save(ArmRequest request) {
    var requested = requested(request);
    checkMay(request, "write", requested);
    var written =
        store.write(documents -> {
          checkExisting(request, "write", documents);
          return rules.save(documents, requested);
        });
    return Response.json(201, shape(request, written.role()));
  }

  private Response delete(ArmRequest request) {
    return store
        .write(documents -> {
          checkExisting(request, "delete", documents);
          return rules.delete(documents, request.argument("name"));
        })
        .map(role -> Response.json(200, shape(request, role)))
        .orElseGet(() -> Response.empty(204));
  }

  /**
   * A role is one in the whole tenant, wherever a request names it: who may not change it where it
   * can be assigned may not change it by way of another scope.
   */
  private void checkExisting(ArmRequest request, String verb, Documents documents) {
    rules
        .find(documents, request.argument("name"))
        .filter(role -> !role.isBuiltIn())
        .ifPresent(role -> checkMay(request, verb, role));
  }

  private static void checkMay(ArmRequest request, String verb, Role role) {
    role.assignableScopes().forEach(scope -> request.checkLinked(TYPE + "/" + verb, scope));
  }

  /** What the caller's roles allow at a scope, role by role. */
  private static Response permissions(ArmRequest request) {
    var document = Json.object();
    var value = document.putArray("value");
    request
        .access()
        .rolesAt(request.scope())
        .forEach(role -> role.permissions().forEach(each -> add(value, each)));
    return Response.json(200, document);
  }

  private static Role requested(ArmRequest request) {
    var properties = request.body().object("properties");
    var name = request.argument("name");
    var id =
        Guids.parse(name).orElseThrow(() -> AuthorizationErrors.invalidRoleId(name)).toString();
    return new Role(
        id,
        properties.text("roleName").orElse(""),
        properties.text("description").orElse(""),
        Role.CUSTOM,
        permissions(properties),
        properties.texts("assignableScopes").orElse(List.of()));
  }

  private static List<Role.Permission> permissions(JsonBody properties) {
    return properties.objects("permissions").orElse(List.of()).stream()
        .map(each ->
            new Role.Permission(
                actions(each, "actions"),
                actions(each, "notActions"),
                actions(each, "dataActions"),
                actions(each, "notDataActions")))
        .toList();
  }

  private static List<String> actions(JsonBody permission, String name) {
    return permission.texts(name).orElse(List.of());
  }

  private static ObjectNode shape(ArmRequest request, Role role) {
    var subscription = Optional.ofNullable(request.arguments().get("subscriptionId"));
    var document =
        Json.object()
            .put(
                "id",
                subscription.map(id -> "/subscriptions/" + id).orElse("")
                    + "/providers/"
                    + TYPE
                    + "/"
                    + role.id())
            .put("type", TYPE)
            .put("name", role.id());
    var properties =
        document
            .putObject("properties")
            .put("roleName", role.name())
            .put("type", role.type())
            .put("description", role.description());
    role.assignableScopes().forEach(properties.putArray("assignableScopes")::add);
    var permissions = properties.putArray("permissions");
    role.permissions().forEach(each -> add(permissions, each));
    return document;
  }

  private static void add(ArrayNode permissions, Role.Permission permission) {
    var shaped = permissions.addObject();
    permission.actions().forEach(shaped.putArray("actions")::add);
    permission.notActions().forEach(shaped.putArray("notActions")::add);
    permission.dataActions().forEach(shaped.putArray("dataActions")::add);
    permission.notDataActions().forEach(shaped.putArray("notDataActions")::add);
  }
}
