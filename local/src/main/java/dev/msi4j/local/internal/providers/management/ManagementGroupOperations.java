package dev.msi4j.local.internal.providers.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.providers.management.ManagementGroupRules.RequestedGroup;
import dev.msi4j.local.internal.rbac.ManagementGroup;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Serves the operations on management groups. */
final class ManagementGroupOperations {
  /** The name of the effect that completes a deletion. */
  static final String DELETE = "microsoft.management/managementgroups.delete";

  static final String WRITE = ManagementGroup.TYPE + "/write";

  private static final String READ = ManagementGroup.TYPE + "/read";
  private static final String ASSIGN = "Microsoft.Authorization/roleAssignments/write";

  /** The actions that the move of a group or of a subscription requires. */
  static final List<String> MOVE_ACTIONS = List.of(WRITE, ASSIGN);

  private static final String LIST_PATH = "/providers/" + ManagementGroup.TYPE;
  private static final String ITEM_PATH = LIST_PATH + "/{group}";
  private static final String RESULTS = "Microsoft.Management/operationResults";
  private static final String DISPLAY = "Management group";
  private static final Set<String> EXPANSIONS = Set.of("", "children", "path", "ancestors");
  private static final String GROUPS_ONLY = "children.childType ne Subscription";

  private final ProviderContext context;
  private final Store store;
  private final ManagementGroupRules rules;

  ManagementGroupOperations(ProviderContext context, ManagementGroupRules rules) {
    this.context = context;
    store = context.runtime().store();
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(LIST_PATH)
        .action(READ)
        .forAnyCaller()
        .display(DISPLAY, "List management groups", "Lists the groups that the caller can read")
        .handle(this::list);
    operations.get(ITEM_PATH).action(READ).handle(this::get);
    operations.get(ITEM_PATH + "/descendants").action(READ).handle(this::descendants);
    operations
        .put(ITEM_PATH)
        .action(WRITE)
        .checkedByHandler()
        .linked(MOVE_ACTIONS)
        .display(DISPLAY, "Create or update management group", "Creates or updates a group")
        .handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(WRITE).linked(MOVE_ACTIONS).handle(this::update);
    operations
        .delete(ITEM_PATH)
        .action(ManagementGroup.TYPE + "/delete")
        .display(DISPLAY, "Delete management group", "Deletes a group")
        .handle(this::delete);
    operations
        .get("/providers/" + RESULTS + "/{operation}")
        .action(RESULTS + "/read")
        .forAnyCaller()
        .handle(this::operation);
  }

  private Response list(ArmRequest request) {
    var tenant = request.caller().tenantId();
    var visible =
        store.read(rules::all).stream()
            .filter(group -> request.access().allows(READ, group.id()))
            .map(group -> entry(group.key(), Responses.group(group, tenant)))
            .toList();
    return page(request, visible);
  }

  private Response get(ArmRequest request) {
    var expansion = Expansion.of(request);
    return store.read(documents -> {
      var group = rules.get(documents, request.argument("group"));
      return Response.json(200, render(documents, request, group, expansion));
    });
  }

  private ObjectNode render(
      Documents documents, ArmRequest request, ManagementGroup group, Expansion expansion) {
    var document = Responses.group(group, request.caller().tenantId());
    var details = Responses.addDetails(document, group);
    rules
        .parent(documents, group)
        .ifPresent(parent ->
            details
                .putObject("parent")
                .put("id", parent.id())
                .put("name", parent.name())
                .put("displayName", parent.displayName()));
    if (expansion.adds.equals("children")) {
      addChildren(
          documents, document.withObject("properties").putArray("children"), group, expansion);
    } else if (!expansion.adds.isEmpty()) {
      addAncestors(details, rules.chain(documents, group), expansion.adds);
    }
    return document;
  }

  private static void addAncestors(
      ObjectNode details, List<ManagementGroup> chain, String expansion) {
    if (expansion.equals("path")) {
      var path = details.putArray("path");
      for (var i = chain.size() - 1; i >= 0; i--) {
        Responses.addName(path, chain.get(i));
      }
      return;
    }
    var ancestors = chain.subList(1, chain.size());
    var names = details.putArray("managementGroupAncestors");
    ancestors.forEach(each -> names.add(each.name()));
    var named = details.putArray("managementGroupAncestorsChain");
    ancestors.forEach(each -> Responses.addName(named, each));
  }

  private void addChildren(
      Documents documents, ArrayNode children, ManagementGroup group, Expansion expansion) {
    for (var child : rules.all(documents)) {
      if (group.isNamed(child.parent())) {
        var added = Responses.addChild(children, child);
        if (expansion.recurses) {
          addChildren(documents, added.putArray("children"), child, expansion);
        }
      }
    }
    if (!expansion.groupsOnly) {
      rules
          .subscriptions(documents, group)
          .forEach(subscription -> Responses.addChild(children, subscription));
    }
  }

  private Response descendants(ArmRequest request) {
    var entries = new ArrayList<Entry>();
    store.read(documents -> {
      var group = rules.get(documents, request.argument("group"));
      addSubscriptions(documents, entries, group);
      for (var below : rules.below(documents, group)) {
        var parent = rules.parent(documents, below).orElse(group);
        entries.add(entry(below.key(), Responses.descendant(below, parent)));
        addSubscriptions(documents, entries, below);
      }
      return true;
    });
    return page(request, entries);
  }

  private void addSubscriptions(Documents documents, List<Entry> entries, ManagementGroup group) {
    rules
        .subscriptions(documents, group)
        .forEach(
            each -> entries.add(entry(each.subscriptionId(), Responses.descendant(each, group))));
  }

  private Response createOrUpdate(ArmRequest request) {
    var properties = request.body().object("properties");
    var parent = properties.object("details").object("parent");
    return save(request, properties.text("displayName"), parent.text("id"));
  }

  private Response update(ArmRequest request) {
    var name = request.argument("group");
    store.read(documents -> rules.get(documents, name));
    var body = request.body();
    return save(request, body.text("displayName"), parentId(body));
  }

  private static Optional<String> parentId(JsonBody body) {
    return body.text("parentGroupId").or(() -> body.text("parentId"));
  }

  private Response save(
      ArmRequest request, Optional<String> displayName, Optional<String> parentId) {
    var requested =
        new RequestedGroup(
            request.argument("group"),
            displayName.filter(text -> !text.isBlank()),
            parentId,
            request.caller().objectId());
    return store.write(documents -> {
      if (rules.find(documents, requested.name()).isPresent()) {
        request.checkAction(request.scope());
      }
      var written =
          rules.save(
              documents, requested, (child, from, to) -> checkMove(request, child, from, to));
      return Response.json(200, render(documents, request, written, Expansion.NONE));
    });
  }

  /**
   * Checks the permissions for a move. Any caller may create groups in the root group, and the root
   * group requires no permission for a move ("Moving management groups and subscriptions" in the
   * overview of management groups).
   */
  static void checkMove(
      ArmRequest request,
      @Nullable String child,
      @Nullable ManagementGroup from,
      ManagementGroup to) {
    if (child != null) {
      MOVE_ACTIONS.forEach(action -> request.checkLinked(action, child));
    }
    if (from != null && !from.isRoot()) {
      request.checkLinked(WRITE, from.id());
    }
    if (!to.isRoot()) {
      request.checkLinked(WRITE, to.id());
    }
  }

  private Response delete(ArmRequest request) {
    return store.write(documents -> {
      var found = rules.find(documents, request.argument("group"));
      if (found.isEmpty()) {
        return Response.empty(204);
      }
      rules.checkDeletable(documents, found.get());
      var running =
          context.longRunningOperations().start(documents, request, DELETE, found.get().key());
      return LongRunningOperations.withStatus(
          Response.empty(202), request, "/providers/" + RESULTS + "/" + running.id());
    });
  }

  private Response operation(ArmRequest request) {
    var id = request.argument("operation");
    return context
        .longRunningOperations()
        .poll(id)
        .orElseThrow(() -> ArmErrors.operationNotFound(id))
        .status();
  }

  private Response page(ArmRequest request, List<Entry> entries) {
    var sorted = entries.stream().sorted((one, other) -> one.key().compareTo(other.key())).toList();
    return context
        .paging()
        .page(
            request,
            "",
            after -> sorted.stream().filter(entry -> entry.key().compareTo(after) > 0).toList(),
            entry -> true,
            entry -> Json.raw(entry.body()));
  }

  private static Entry entry(String key, ObjectNode document) {
    return new Entry(ManagementGroup.TYPE, key, Json.write(document));
  }

  /**
   * The optional parts of a group in a response.
   *
   * @param adds the value of {@code $expand}, or empty
   * @param recurses whether the children of children are included
   * @param groupsOnly whether the subscriptions among the children are left out
   */
  private record Expansion(String adds, boolean recurses, boolean groupsOnly) {
    static final Expansion NONE = new Expansion("", false, false);

    static Expansion of(ArmRequest request) {
      var query = request.http().query();
      var adds = query.filled("$expand").orElse("");
      if (!EXPANSIONS.contains(adds)) {
        throw ManagementErrors.invalidExpand(adds);
      }
      var recurses = query.filled("$recurse").orElse("").equalsIgnoreCase("true");
      if (recurses && !adds.equals("children")) {
        throw ManagementErrors.recurseWithoutChildren();
      }
      var filter = query.filled("$filter").orElse("");
      if (!filter.isEmpty() && !filter.equalsIgnoreCase(GROUPS_ONLY)) {
        throw ManagementErrors.invalidFilter(filter);
      }
      return new Expansion(adds, recurses, !filter.isEmpty());
    }
  }
}
