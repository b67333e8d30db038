package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Group;
import dev.msi4j.local.internal.entra.Groups;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Serves the operations on security groups and their members (learn.microsoft.com, "group resource
 * type").
 */
final class GroupOperations {
  private static final String COLLECTION = "groups";
  private static final String ITEM = COLLECTION + "/{id}";
  private static final String MEMBERS = ITEM + "/members";
  private static final String REFERENCE = "@odata.id";
  private static final String NEW_MEMBERS = "members@odata.bind";

  /** The properties of groups. */
  private static final GraphProperties PROPERTIES =
      GraphProperties.read(
          "group.json",
          "deletedDateTime",
          "expirationDateTime",
          "mail",
          "proxyAddresses",
          "renewedDateTime");

  private static final int MAX_NAME_LENGTH = 256;

  /** The most members that a request for a group can add. */
  private static final int MAX_NEW_MEMBERS = 20;

  private final GraphContext context;
  private final Groups groups;
  private final DirectoryObjects objects;

  GroupOperations(GraphContext context, DirectoryObjects objects) {
    this.context = context;
    this.objects = objects;
    groups = context.directory().groups();
  }

  void declare(GraphRoutes routes) {
    new GraphList<>(
            COLLECTION,
            context.paging(),
            after -> groups.scan(context.store(), after),
            Groups::read,
            this::filter,
            GroupOperations::json)
        .declare(routes);
    routes.write("POST", COLLECTION, this::create);
    routes.read("GET", ITEM, this::get);
    routes.write("PATCH", ITEM, this::update);
    routes.write("DELETE", ITEM, this::delete);
    routes.read("GET", MEMBERS, this::members);
    routes.read("GET", ITEM + "/transitiveMembers", this::allMembers);
    routes.write("POST", MEMBERS + "/$ref", this::addMember);
    routes.write("DELETE", MEMBERS + "/{member}/$ref", this::removeMember);
  }

  private Predicate<Group> filter(String filter) {
    var test =
        GraphFilter.of(
            filter,
            new PropertyConditions<Group>()
                .text("id", group -> group.objectId().toString())
                .text("displayName", Group::displayName)
                .text("mailNickname", group -> group.text("mailNickname"))
                .text("mailEnabled", group -> group.text("mailEnabled"))
                .text("securityEnabled", group -> group.text("securityEnabled"))
                .list("groupTypes", text -> group -> false));
    return group -> context.isVisible(group.createdAt()) && test.test(group);
  }

  static ObjectNode json(Group group) {
    var document =
        Json.object()
            .put("@odata.type", "#microsoft.graph.group")
            .put("id", group.objectId().toString())
            .put("createdDateTime", Instant.ofEpochMilli(group.createdAt()).toString());
    document.setAll(PROPERTIES.complete(group.properties()));
    return document;
  }

  /** Returns the addressed group. */
  private Group find(Documents documents, GraphRequest request) {
    var key = request.key();
    return key.guid(ObjectKey.ID)
        .flatMap(id -> groups.find(documents, id))
        .filter(group -> context.isVisible(group.createdAt()))
        .orElseThrow(() -> GraphException.notFound(key.value()));
  }

  private Response create(GraphRequest request) {
    var body = request.body();
    for (var name : new String[] {"displayName", "mailNickname"}) {
      body.required(name);
    }
    for (var name : new String[] {"mailEnabled", "securityEnabled"}) {
      if (body.flag(name).isEmpty()) {
        throw GraphException.badBody("A value is required for property '" + name + "'.");
      }
    }
    var created =
        context
            .store()
            .write(documents -> {
              var members = newMembers(body);
              var group = context.directory().createGroup(documents, changed(Json.object(), body));
              members.forEach(member -> add(documents, group, member));
              return json(group);
            });
    return GraphResponses.one(request, 201, COLLECTION, created);
  }

  private Response get(GraphRequest request) {
    var found = context.store().read(documents -> json(find(documents, request)));
    return GraphResponses.one(request, 200, COLLECTION, found);
  }

  private Response update(GraphRequest request) {
    var body = request.body();
    context
        .store()
        .change(documents -> {
          var group = find(documents, request);
          newMembers(body).forEach(member -> add(documents, group, member));
          groups.save(documents, group.with(changed(group.properties(), body)));
        });
    return GraphResponses.changed();
  }

  /** Returns validated properties. Only security groups with assigned members are served. */
  private static ObjectNode changed(ObjectNode current, JsonBody body) {
    body.node().remove(NEW_MEMBERS);
    var properties = PROPERTIES.changed(current, body);
    var name = properties.path("displayName").asText();
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw GraphException.badBody(
          "Invalid value specified for property 'displayName' of resource 'Group': it must have 1"
              + " to "
              + MAX_NAME_LENGTH
              + " characters.");
    }
    if (properties.path("mailEnabled").asBoolean()
        || !properties.path("securityEnabled").asBoolean(true)
        || !properties.path("groupTypes").isEmpty()) {
      throw GraphException.badBody(
          "This local Azure serves security groups with assigned members: mailEnabled must be"
              + " false, securityEnabled must be true and groupTypes must be empty.");
    }
    return properties;
  }

  private Response delete(GraphRequest request) {
    context
        .store()
        .change(documents -> groups.delete(documents, find(documents, request).objectId()));
    return GraphResponses.changed();
  }

  private Response members(GraphRequest request) {
    var group = context.store().read(documents -> find(documents, request)).objectId();
    return new GraphList<Optional<ObjectNode>>(
            DirectoryObjects.COLLECTION,
            context.paging(),
            after -> groups.scanMembers(context.store(), group, after),
            entry -> member(UUID.fromString(entry.body())),
            GroupOperations::memberFilter,
            Optional::orElseThrow)
        .page(request);
  }

  private Optional<ObjectNode> member(UUID id) {
    return context.store().read(documents -> objects.find(documents, id));
  }

  private static Predicate<Optional<ObjectNode>> memberFilter(String filter) {
    var test = GraphFilter.<ObjectNode>of(filter, term -> Optional.empty());
    return member -> member.filter(test).isPresent();
  }

  private Response allMembers(GraphRequest request) {
    var members =
        context
            .store()
            .read(documents ->
                objects.all(
                    documents, groups.allMembers(documents, find(documents, request).objectId())));
    return GraphResponses.all(request, DirectoryObjects.COLLECTION, members);
  }

  private Response addMember(GraphRequest request) {
    var member = reference(request.body().required(REFERENCE));
    context.store().change(documents -> add(documents, find(documents, request), member));
    return GraphResponses.changed();
  }

  private void add(Documents documents, Group group, UUID member) {
    if (objects.find(documents, member).isEmpty()) {
      throw GraphException.notFound(member.toString());
    }
    if (member.equals(group.objectId())) {
      throw GraphException.badBody("A group cannot be a member of itself: '" + member + "'.");
    }
    if (!groups.add(documents, group.objectId(), member)) {
      throw GraphException.badBody(
          "One or more added object references already exist for the following modified properties:"
              + " 'members'.");
    }
  }

  private Response removeMember(GraphRequest request) {
    var text = request.argument("member");
    context
        .store()
        .change(documents -> {
          var group = find(documents, request).objectId();
          if (Guids.parse(text)
              .filter(member -> groups.remove(documents, group, member))
              .isEmpty()) {
            throw GraphException.notFound(text);
          }
        });
    return GraphResponses.changed();
  }

  private static List<UUID> newMembers(JsonBody body) {
    var members = body.texts(NEW_MEMBERS).orElse(List.of());
    if (members.size() > MAX_NEW_MEMBERS) {
      throw GraphException.badBody(
          NEW_MEMBERS
              + " has "
              + members.size()
              + " items: the maximum is "
              + MAX_NEW_MEMBERS
              + ".");
    }
    return members.stream().map(GroupOperations::reference).toList();
  }

  /** Returns the object id in the address of an object. */
  private static UUID reference(String address) {
    return Guids.parse(address.substring(address.lastIndexOf('/') + 1))
        .orElseThrow(() ->
            GraphException.badBody(
                "Invalid URL format specified in "
                    + REFERENCE
                    + " of the reference: '"
                    + address
                    + "' must end with an object id."));
  }
}
