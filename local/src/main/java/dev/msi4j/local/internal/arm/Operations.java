package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The registry of the operations that resource providers declare. */
public final class Operations {
  private final Router<Operation> routes = new Router<>();
  private final Router<Operation> extensions = new Router<>();
  private final List<Operation> all = new ArrayList<>();
  private final ResourceTypeCatalog resourceTypeCatalog = new ResourceTypeCatalog(all);

  /** Collects the operations of all providers, and adds an operations list for each provider. */
  public Operations(Providers providers) {
    for (var provider : providers.all()) {
      var declarations = new OperationsBuilder(provider.versions());
      provider.declare(declarations);
      declarations
          .get("/providers/" + provider.namespace() + "/operations")
          .action(provider.namespace() + "/operations/read")
          .forAnyCaller()
          .handle(request -> list(provider));
    }
  }

  /** Returns all operations in the order of their declaration. */
  List<Operation> all() {
    return List.copyOf(all);
  }

  ResourceTypeCatalog catalog() {
    return resourceTypeCatalog;
  }

  /** Returns the actions of all operations. */
  public List<String> actions() {
    return all.stream().map(Operation::action).distinct().toList();
  }

  /** Returns the action of the operation for a method and a path. */
  public Optional<String> action(String method, List<String> segments) {
    return find(method, segments).map(match -> match.value().action());
  }

  /** Finds the operation for a method and a path. */
  Optional<Router.Match<Operation>> find(String method, List<String> segments) {
    var direct = routes.find(method, segments);
    var extension = new ResourcePath(segments).namespaceAt();
    if (direct.isPresent() || extension < 0 || !isScope(segments.subList(0, extension - 1))) {
      return direct;
    }
    return extensions
        .find(method, segments.subList(extension, segments.size()))
        .map(match -> scoped(match, segments.subList(0, extension - 1)));
  }

  /** Returns whether an operation with any method has the path. */
  boolean anyAt(List<String> segments) {
    var extension = new ResourcePath(segments).namespaceAt();
    var relative =
        extension < 0 || !isScope(segments.subList(0, extension - 1))
            ? List.<String>of()
            : segments.subList(extension, segments.size());
    return !routes.at(segments).isEmpty() || !extensions.at(relative).isEmpty();
  }

  private static boolean isScope(List<String> segments) {
    return new ResourcePath(segments).isScope();
  }

  void add(Operation operation) {
    all.add(operation);
    if (operation.isOfExtension()) {
      var relative = operation.template().substring(Operation.SCOPE.length());
      extensions.add(operation.method(), relative, operation);
    } else {
      routes.add(operation.method(), operation.template(), operation);
    }
  }

  private Response list(ResourceProvider provider) {
    var document = Json.object();
    var value = document.putArray("value");
    for (var operation : all) {
      var display = operation.options().display();
      if (display != null && operation.namespace().equals(provider.namespace())) {
        value
            .addObject()
            .put("name", operation.action())
            .putObject("display")
            .put("provider", provider.displayName())
            .put("resource", display.resource())
            .put("operation", display.operation())
            .put("description", display.description());
      }
    }
    return Response.json(200, document);
  }

  private static Router.Match<Operation> scoped(Router.Match<Operation> match, List<String> scope) {
    var arguments = new HashMap<>(match.arguments());
    arguments.put("scope", "/" + String.join("/", scope));
    if (scope.size() >= 2 && scope.get(0).equalsIgnoreCase("subscriptions")) {
      arguments.put(ArmRequest.SUBSCRIPTION, scope.get(1));
    }
    if (scope.size() >= 4 && scope.get(2).equalsIgnoreCase("resourceGroups")) {
      arguments.put(ArmRequest.RESOURCE_GROUP, scope.get(3));
    }
    return new Router.Match<>(match.value(), arguments);
  }

  /** Collects the declarations of one provider. */
  public final class OperationsBuilder {
    private final ApiVersions versions;

    private OperationsBuilder(ApiVersions versions) {
      this.versions = versions;
    }

    /** Returns the resource types of all providers; complete after the last declaration. */
    public ResourceTypeCatalog catalog() {
      return resourceTypeCatalog;
    }

    public Operation.Declaration get(String template) {
      return declare("GET", template);
    }

    public Operation.Declaration head(String template) {
      return declare("HEAD", template);
    }

    public Operation.Declaration put(String template) {
      return declare("PUT", template);
    }

    public Operation.Declaration patch(String template) {
      return declare("PATCH", template);
    }

    public Operation.Declaration post(String template) {
      return declare("POST", template);
    }

    public Operation.Declaration delete(String template) {
      return declare("DELETE", template);
    }

    private Operation.Declaration declare(String method, String template) {
      return new Operation.Declaration(Operations.this, method, template, versions);
    }
  }
}
