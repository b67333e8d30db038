package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** The security rules of network security groups, other than the default rules. */
final class SecurityRules implements NetworkType {
  static final String TYPE = NetworkSecurityGroups.TYPE + "/" + NetworkSecurityGroups.RULES;

  /** The properties with several ports or prefixes instead of one. */
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
  private static final int MAX_PORT = 65_535;
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final Pattern SERVICE_TAG = Pattern.compile("[A-Za-z]\\w*(\\.\\w+)*+");

  /** The types of the properties that are stored as sent. */
  private static final JsonShape SHAPE = JsonShape.of("{\"description\": \"\"}");

  private final NetworkStore resources;

  SecurityRules(NetworkStore resources) {
    this.resources = resources;
  }

  /** A validated rule with the values that conflict with other rules. */
  record NormalizedRule(String name, String direction, int priority, ObjectNode properties) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    resources.get(documents, writeRequest.id().parent());
    var all = new ArrayList<NormalizedRule>();
    resources.children(documents, writeRequest.id().parent(), NetworkSecurityGroups.RULES).stream()
        .filter(sibling -> !sibling.name().equalsIgnoreCase(writeRequest.id().name()))
        .forEach(sibling -> all.add(normalizedRule(sibling.name(), sibling.properties())));
    all.add(normalize(writeRequest));
    checkPriorities(all);
    return row(writeRequest);
  }

  /** Returns the row of a rule that has no conflict with other rules. */
  NetworkRow row(WriteRequest writeRequest) {
    return resources.row(writeRequest, normalize(writeRequest).properties());
  }

  /** Throws an error if two rules of one direction have the same priority. */
  static void checkPriorities(List<NormalizedRule> rules) {
    var taken = new HashMap<String, String>();
    for (var rule : rules) {
      var other = taken.put(rule.direction + " " + rule.priority, rule.name);
      if (other != null) {
        throw NetworkErrors.rulesConflict(rule.name, other);
      }
    }
  }

  /** Validates a rule and returns its values with the letter case of Azure. */
  static NormalizedRule normalize(WriteRequest writeRequest) {
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
    LinkedScopeChecks.rejectUnsupported(
        writeRequest,
        sent,
        "sourceApplicationSecurityGroups",
        "destinationApplicationSecurityGroups");
    checkPorts(sent, "sourcePortRange");
    checkPorts(sent, "destinationPortRange");
    checkPrefixes(sent, "sourceAddressPrefix", writeRequest);
    checkPrefixes(sent, "destinationAddressPrefix", writeRequest);
    LISTS.forEach(list -> Defaults.array(properties, list));
    return normalizedRule(writeRequest.id().name(), properties);
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    return row.properties().deepCopy();
  }

  private static NormalizedRule normalizedRule(String name, ObjectNode properties) {
    return new NormalizedRule(
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
    var ranges = values(sent, name, name + "s");
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
    return from <= to && to <= MAX_PORT;
  }

  private static void checkPrefixes(JsonBody sent, String name, WriteRequest writeRequest) {
    for (var prefix : values(sent, name, name + "es")) {
      if (prefix.contains("/") || prefix.contains(":")) {
        Cidr.parse(prefix, writeRequest.id().toString());
      } else if (!prefix.equals("*")
          && Ipv4.parse(prefix).isEmpty()
          && !SERVICE_TAG.matcher(prefix).matches()) {
        throw NetworkErrors.invalidRulePrefix(prefix);
      }
    }
  }

  private static List<String> values(JsonBody sent, String one, String more) {
    var all = new ArrayList<>(sent.texts(more).orElse(List.of()));
    sent.text(one).filter(text -> !text.isEmpty()).ifPresent(all::add);
    if (all.isEmpty()) {
      throw NetworkErrors.invalidRuleParameter(one, "", one + " or " + more + " is required");
    }
    return all;
  }
}
