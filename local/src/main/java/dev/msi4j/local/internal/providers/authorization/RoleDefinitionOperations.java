package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Serves the operations on role definitions and the permissions of the caller at every scope. */
final class RoleDefinitionOperations {
  private static final String TYPE = Responses.DEFINITION_TYPE;
  private static final String LIST_PATH = "/{scope}/providers/" + TYPE;
  private static final String ITEM_PATH = LIST_PATH + "/{name}";
  private static final String DISPLAY = "Role definition";

  /** The prefix of a custom role's key in a list, which sorts custom roles after built-in ones. */
  private static final String CUSTOM_KEY_PREFIX = "custom/";

  private final Store store;
  private final Paging paging;
  private final Roles roles;
  private final RoleDefinitionRules rules;

  RoleDefinitionOperations(Store store, Paging paging, Roles roles, RoleDefinitionRules rules) {
    this.store = store;
    this.paging = paging;
    this.roles = roles;
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(LIST_PATH)
        .action(TYPE + "/read")
        .forAnyRole()
        .display(DISPLAY, "Get role definition", "Gets or lists role definitions")
        .handle(this::list);
    operations.get(ITEM_PATH).action(TYPE + "/read").forAnyRole().handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .display(DISPLAY, "Create or update custom role definition", "Defines a role")
        .handle(this::save);
    operations
        .delete(ITEM_PATH)
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
    var scopes = store.read(rules::scopes);
    return paging.page(
        request,
        "",
        after -> () -> entries(after).iterator(),
        entry -> {
          var role = role(entry);
          return role.isAssignableAt(scopes, scope) && requested.test(role);
        },
        entry -> Responses.roleDefinition(request, role(entry)));
  }

  /** Returns all roles after a key, the built-in ones first. */
  private Stream<Entry> entries(String after) {
    var custom =
        after.startsWith(CUSTOM_KEY_PREFIX) ? after.substring(CUSTOM_KEY_PREFIX.length()) : "";
    return Stream.concat(
        builtIn().filter(entry -> entry.key().compareTo(after) > 0),
        Scan.of(store, Roles.KIND, "", custom).stream()
            .map(entry -> new Entry(Roles.KIND, CUSTOM_KEY_PREFIX + entry.key(), entry.body())));
  }

  /** Returns the ids of the built-in roles as entries whose keys keep the order of the roles. */
  private Stream<Entry> builtIn() {
    var ids = roles.builtIn().stream().map(Role::id).toList();
    return IntStream.range(0, ids.size())
        .mapToObj(index ->
            new Entry(
                Roles.KIND, String.format(Locale.ROOT, "built-in/%04d", index), ids.get(index)));
  }

  private Role role(Entry entry) {
    return entry.key().startsWith(CUSTOM_KEY_PREFIX)
        ? Roles.read(entry)
        : roles.builtIn(entry.body()).orElseThrow();
  }

  private Response get(ArmRequest request) {
    var id = request.argument("name");
    return store
        .read(documents -> rules.find(documents, id))
        .map(role -> Response.json(200, Responses.roleDefinition(request, role)))
        .orElseThrow(() -> AuthorizationErrors.roleDefinitionNotFound(id));
  }

  private Response save(ArmRequest request) {
    var requested = requested(request);
    checkPermission(request, "write", requested);
    var written =
        store.write(documents -> {
          checkExistingRole(request, "write", documents);
          return rules.save(documents, requested);
        });
    return Response.json(201, Responses.roleDefinition(request, written.role()));
  }

  private Response delete(ArmRequest request) {
    return store
        .write(documents -> {
          checkExistingRole(request, "delete", documents);
          return rules.delete(documents, request.argument("name"));
        })
        .map(role -> Response.json(200, Responses.roleDefinition(request, role)))
        .orElseGet(() -> Response.empty(204));
  }

  /**
   * Checks that the caller has the permission at every assignable scope of an existing role. A role
   * belongs to the tenant, so the scope in the request path does not limit the change.
   */
  private void checkExistingRole(ArmRequest request, String verb, Documents documents) {
    rules
        .find(documents, request.argument("name"))
        .filter(role -> !role.isBuiltIn())
        .ifPresent(role -> checkPermission(request, verb, role));
  }

  private static void checkPermission(ArmRequest request, String verb, Role role) {
    role.assignableScopes().forEach(scope -> request.checkLinked(TYPE + "/" + verb, scope));
  }

  /** Returns the permissions that each of the caller's roles grants at the scope. */
  private static Response permissions(ArmRequest request) {
    var document = Json.object();
    var value = document.putArray("value");
    request
        .access()
        .rolesAt(request.scope())
        .forEach(role -> role.permissions().forEach(each -> Responses.addPermission(value, each)));
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
}
