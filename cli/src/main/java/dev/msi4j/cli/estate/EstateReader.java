package dev.msi4j.cli.estate;

import dev.msi4j.IsolationScope;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.federation.CredentialReader;
import dev.msi4j.cli.manifest.Fields;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the files of an estate. The files share their variables. */
final class EstateReader {
  private static final String GROUPS = "resourceGroups";
  private static final String IDENTITIES = "identities";
  private static final String GRANTS = "roleAssignments";
  private static final String VARIABLES = "variables";
  static final Set<String> KEYS = Set.of("$schema", VARIABLES, GROUPS, IDENTITIES, GRANTS);
  static final Set<String> GROUP_KEYS = Set.of("name", "location", "tags");
  static final Set<String> IDENTITY_KEYS =
      Set.of(
          "resourceGroup",
          "name",
          "location",
          "tags",
          "isolationScope",
          CredentialReader.CREDENTIALS,
          "roles",
          "virtualMachines");
  static final Set<String> ROLE_KEYS = Set.of("role", "scope");
  static final Set<String> GRANT_KEYS = Set.of("principalId", "principalType", "role", "scope");
  private static final List<String> PRINCIPAL_TYPES =
      List.of("User", "Group", "ServicePrincipal", "ForeignGroup", "Device");
  private static final List<String> ISOLATION_SCOPES = List.of("None", "Regional");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final String GROUP_EXAMPLE = "{name: shop, location: westeurope}";
  private static final String IDENTITY_EXAMPLE =
      "{resourceGroup: shop, name: orders, credentials: [{githubBranch:"
          + " contoso@123456/shop@456789@main}]}";
  private static final String ROLE_EXAMPLE = "{role: Reader, scope: resourceGroups/shop}";
  private static final String GRANT_EXAMPLE =
      "{principalId: 10000000-0000-0000-0000-000000000000, principalType: Group, role: Reader,"
          + " scope: subscription}";
  private static final String EXAMPLE = "identities: [" + IDENTITY_EXAMPLE + "]";

  private final String subscriptionId;
  private final UnaryOperator<DesiredCredentials.Builder> settings;
  private final Consumer<String> warnings;
  private final Map<String, Node> variables = new HashMap<>();
  private final List<Fields> files = new ArrayList<>();
  private final Map<ResourceId, Estate.Group> groups = new LinkedHashMap<>();
  private final Map<ResourceId, Estate.Identity> identities = new LinkedHashMap<>();
  private final List<Estate.Grant> grants = new ArrayList<>();

  /**
   * @param settings completes the desired credentials of each identity
   * @param warnings receives warnings about likely mistakes
   */
  EstateReader(
      String subscriptionId,
      UnaryOperator<DesiredCredentials.Builder> settings,
      Consumer<String> warnings) {
    this.subscriptionId = subscriptionId;
    this.settings = settings;
    this.warnings = warnings;
  }

  /**
   * Adds a file.
   *
   * @param root the top-level value; null if the file is empty
   */
  EstateReader add(Source source, @Nullable Node root) {
    if (root == null || root instanceof Node.Null) {
      throw Node.Place.start(source).error("the file is empty: for example " + EXAMPLE);
    }
    var fields = Fields.of("", root, KEYS, EXAMPLE);
    files.add(fields);
    fields
        .entries(VARIABLES)
        .forEach((name, entry) -> {
          Expander.checkName(entry.place(), name);
          if (variables.putIfAbsent(name, entry.value()) != null) {
            throw entry.place().error("the variable '" + name + "' is defined twice");
          }
        });
    return this;
  }

  /**
   * Returns the estate.
   *
   * @param overrides values that replace those of variables in the files, by name
   */
  Estate read(Map<String, String> overrides) {
    overrides.forEach((name, value) -> {
      var place = Node.Place.start(new Source("--var '" + name + "=" + value + "'", ""));
      Expander.checkName(place, name);
      variables.put(name, new Node.Text(place, value));
    });
    for (var file : files) {
      var expander = Expander.of(variables);
      items(file, GROUPS, expander, GROUP_KEYS, GROUP_EXAMPLE).forEach(this::addGroup);
      items(file, IDENTITIES, expander, IDENTITY_KEYS, IDENTITY_EXAMPLE).forEach(this::addIdentity);
      items(file, GRANTS, expander, GRANT_KEYS, GRANT_EXAMPLE).forEach(this::addGrant);
    }
    return new Estate(
        List.copyOf(groups.values()), List.copyOf(identities.values()), List.copyOf(grants));
  }

  private static List<Fields> items(
      Fields file, String key, Expander expander, Set<String> keys, String example) {
    var list = file.map(key, expander::expand).list(key);
    return list == null ? List.of() : fields(key, list, keys, example);
  }

  private static List<Fields> fields(
      String path, List<Node> items, Set<String> keys, String example) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> Fields.of(path + "[" + i + "]", items.get(i), keys, example))
        .toList();
  }

  private void addGroup(Fields fields) {
    String name = fields.requiredText("name");
    var id = fields.checked(() -> ResourceId.resourceGroup(subscriptionId, name));
    var group = new Estate.Group(id, fields.text("location"), fields.textMap("tags"));
    if (groups.putIfAbsent(id, group) != null) {
      throw fields.error("name", "'" + name + "' must occur once");
    }
  }

  private void addIdentity(Fields fields) {
    String group = fields.requiredText("resourceGroup");
    String name = fields.requiredText("name");
    var id = fields.checked(() -> ResourceId.userAssignedIdentity(subscriptionId, group, name));
    var identity =
        new Estate.Identity(
            id,
            fields.text("location"),
            fields.textMap("tags"),
            isolationScope(fields),
            credentials(fields),
            roles(fields),
            virtualMachines(fields, group));
    if (identities.putIfAbsent(id, identity) != null) {
      throw fields.error("name", "'" + name + "' must occur once for its resource group");
    }
  }

  private static @Nullable IsolationScope isolationScope(Fields fields) {
    var text = fields.text("isolationScope");
    return text == null
        ? null
        : IsolationScope.of(oneOf(fields, "isolationScope", text, ISOLATION_SCOPES));
  }

  private static String oneOf(Fields fields, String key, String text, List<String> values) {
    return values.stream()
        .filter(text::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () -> fields.error(key, "'" + text + "' must be one of " + String.join(", ", values)));
  }

  private @Nullable DesiredCredentials credentials(Fields fields) {
    var items = fields.list(CredentialReader.CREDENTIALS);
    return items == null
        ? null
        : CredentialReader.read(
            fields,
            items,
            settings.apply(DesiredCredentials.builder().replaceNamed()),
            warning -> warnings.accept(fields.place() + ": " + warning));
  }

  private @Nullable List<Estate.Role> roles(Fields fields) {
    var items = fields.list("roles");
    if (items == null) {
      return null;
    }
    var seen = new HashSet<String>();
    return fields(fields.path("roles"), items, ROLE_KEYS, ROLE_EXAMPLE).stream()
        .map(each -> {
          var role = role(each);
          if (!seen.add((role.role() + " " + role.scope()).toLowerCase(Locale.ROOT))) {
            throw each.error("role", "'" + role.role() + "' must occur once for its scope");
          }
          return role;
        })
        .toList();
  }

  private Estate.Role role(Fields fields) {
    return new Estate.Role(
        fields.requiredText("role"), scope(fields, fields.requiredText("scope")));
  }

  private String scope(Fields fields, String text) {
    String subscription = "/subscriptions/" + subscriptionId;
    if (text.equalsIgnoreCase("subscription")) {
      return subscription;
    }
    if (text.toLowerCase(Locale.ROOT).startsWith("resourcegroups/")) {
      return subscription + "/" + text;
    }
    if (!text.startsWith("/") || text.endsWith("/")) {
      throw fields.error(
          "scope",
          "'"
              + text
              + "' must be 'subscription', resourceGroups/NAME with or without the path of a"
              + " resource, or a resource id that begins with '/'");
    }
    return text;
  }

  private @Nullable List<ResourceId> virtualMachines(Fields fields, String group) {
    var names = fields.texts("virtualMachines");
    return names == null
        ? null
        : names.stream().map(name -> virtualMachine(fields, group, name)).distinct().toList();
  }

  private ResourceId virtualMachine(Fields fields, String group, String name) {
    return fields.checked(() -> {
      try {
        return name.startsWith("/")
            ? ResourceId.parse(name)
            : ResourceId.parse(
                ResourceId.resourceGroup(subscriptionId, group)
                    + "/providers/Microsoft.Compute/virtualMachines/"
                    + name);
      } catch (IllegalArgumentException e) {
        throw new CommandException(
            "virtualMachines '"
                + name
                + "' must be the name of a virtual machine in the resource group of the identity,"
                + " or a resource id",
            e);
      }
    });
  }

  private void addGrant(Fields fields) {
    String principal = fields.requiredText("principalId");
    if (!GUID.matcher(principal).matches()) {
      throw fields.error("principalId", "'" + principal + "' must be a GUID, the object id");
    }
    var type = fields.text("principalType");
    grants.add(
        new Estate.Grant(
            principal.toLowerCase(Locale.ROOT),
            oneOf(
                fields, "principalType", type == null ? "ServicePrincipal" : type, PRINCIPAL_TYPES),
            role(fields)));
  }
}
