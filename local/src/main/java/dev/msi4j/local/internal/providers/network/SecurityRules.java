package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.store.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that a network security group has besides those that all have. */
final class SecurityRules implements NetworkType {
  static final String TYPE = NetworkSecurityGroups.TYPE + "/" + NetworkSecurityGroups.RULES;

  /** The members that say several ports or prefixes where one would do. */
  static final List<String> LISTS =
      List.of(
          "sourcePortRanges",
          "destinationPortRanges",
          "sourceAddressPrefixes",
          "destinationAddressPrefixes");

  private static final List<String> PROTOCOLS = List.of("*", "Tcp", "Udp", "Icmp", "Esp", "Ah");
  private static final List<String> ACCESS = List.of("Allow", "Deny");
  private static final List<String> DIRECTIONS = List.of("Inbound", "Outbound");

  private static final int HIGHEST_PRIORITY = 100;
  private static final int LOWEST_PRIORITY = 4096;
  private static final int LAST_PORT = 65_535;
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final Pattern SERVICE_TAG = Pattern.compile("[A-Za-z]\\w*(\\.\\w+)*+");

  private final NetworkStore resources;

  SecurityRules(NetworkStore resources) {
    this.resources = resources;
  }

  /** A rule as far as it can get into the way of another. */
  record Placed(String name, String direction, int priority, ObjectNode properties) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    resources.get(documents, writeRequest.id().parent());
    var all = new ArrayList<Placed>();
    resources.inside(documents, writeRequest.id().parent(), NetworkSecurityGroups.RULES).stream()
        .filter(sibling -> !sibling.name().equalsIgnoreCase(writeRequest.id().name()))
        .forEach(sibling -> all.add(placed(sibling.name(), sibling.properties())));
    all.add(normalised(writeRequest));
    checkTogether(all);
    return row(writeRequest);
  }

  /** The row of a rule that does not get into the way of others. */
  NetworkRow row(WriteRequest writeRequest) {
    return resources.row(writeRequest, normalised(writeRequest).properties());
  }

  /** Refuses two rules for one direction with the same priority. */
  static void checkTogether(List<Placed> rules) {
    var taken = new HashMap<String, String>();
    for (var rule : rules) {
      var other = taken.put(rule.direction + " " + rule.priority, rule.name);
      if (other != null) {
        throw NetworkErrors.rulesConflict(rule.name, other);
      }
    }
  }

  /** The properties that are kept as sent. */
  private static final JsonShape SHAPE = JsonShape.of("{\"description\": \"\"}");

  /** A rule as it is stored, its values checked and spelled as Azure does. */
  static Placed normalised(WriteRequest writeRequest) {
    var sent = writeRequest.properties();
    SHAPE.check(sent);
    var properties = writeRequest.copyOfProperties();
    properties.remove("provisioningState");
    properties.put("protocol", choice(sent, "protocol", PROTOCOLS));
    properties.put("access", choice(sent, "access", ACCESS));
    properties.put("direction", choice(sent, "direction", DIRECTIONS));
    var priority = sent.integer("priority");
    if (priority.isEmpty()
        || priority.get() < HIGHEST_PRIORITY
        || priority.get() > LOWEST_PRIORITY) {
      throw NetworkErrors.invalidRulePriority(priority.map(String::valueOf).orElse(""));
    }
    LinkedScopeChecks.rejectOthers(
        writeRequest,
        sent,
        "sourceApplicationSecurityGroups",
        "destinationApplicationSecurityGroups");
    checkPorts(sent, "sourcePortRange");
    checkPorts(sent, "destinationPortRange");
    checkPrefixes(sent, "sourceAddressPrefix", writeRequest);
    checkPrefixes(sent, "destinationAddressPrefix", writeRequest);
    LISTS.forEach(list -> Defaults.array(properties, list));
    return placed(writeRequest.id().name(), properties);
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    return row.properties().deepCopy();
  }

  private static Placed placed(String name, ObjectNode properties) {
    return new Placed(
        name,
        properties.path("direction").asText(),
        properties.path("priority").asInt(),
        properties);
  }

  private static String choice(JsonBody sent, String name, List<String> choices) {
    var given = sent.text(name).orElse("");
    return choices.stream()
        .filter(given::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() ->
            NetworkErrors.invalidRuleParameter(
                name, given, "Allowed values: " + String.join(", ", choices)));
  }

  private static void checkPorts(JsonBody sent, String name) {
    var ranges = oneOrMore(sent, name, name + "s");
    for (var range : ranges) {
      var ports = PORTS.matcher(range);
      if (!range.equals("*") && !(ports.matches() && isRange(ports.group(1), ports.group(2)))) {
        throw NetworkErrors.invalidRulePorts(range);
      }
    }
  }

  private static boolean isRange(String first, String last) {
    var from = Integer.parseInt(first);
    var to = last == null ? from : Integer.parseInt(last);
    return from <= to && to <= LAST_PORT;
  }

  private static void checkPrefixes(JsonBody sent, String name, WriteRequest writeRequest) {
    for (var prefix : oneOrMore(sent, name, name + "es")) {
      if (prefix.contains("/") || prefix.contains(":")) {
        Cidr.parse(prefix, writeRequest.id().toString());
      } else if (!prefix.equals("*")
          && Ipv4.parse(prefix).isEmpty()
          && !SERVICE_TAG.matcher(prefix).matches()) {
        throw NetworkErrors.invalidRulePrefix(prefix);
      }
    }
  }

  private static List<String> oneOrMore(JsonBody sent, String one, String more) {
    var all = new ArrayList<>(sent.texts(more).orElse(List.of()));
    sent.text(one).filter(text -> !text.isEmpty()).ifPresent(all::add);
    if (all.isEmpty()) {
      throw NetworkErrors.invalidRuleParameter(one, "", one + " or " + more + " is required");
    }
    return all;
  }
}
