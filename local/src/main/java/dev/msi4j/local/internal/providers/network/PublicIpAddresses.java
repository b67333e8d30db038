package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public IP addresses. Each resource has its address from creation to deletion. A dynamic
 * address is returned only while it is attached to a running virtual machine.
 */
final class PublicIpAddresses implements NetworkType {
  static final String TYPE = "publicIPAddresses";

  /** The document kind of DNS names: the key is the name, the value the public IP address. */
  private static final String DNS = "network.dnsname";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.text(DNS));

  private static final String METHOD = "publicIPAllocationMethod";
  private static final String ADDRESS = "ipAddress";
  private static final String TIMEOUT = "idleTimeoutInMinutes";
  private static final List<String> METHODS = List.of("Static", "Dynamic");
  private static final List<String> SKUS = List.of("Basic", "Standard");
  private static final int MIN_TIMEOUT = 4;
  private static final int MAX_TIMEOUT = 30;
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{1,61}[a-z0-9]");

  private final NetworkStore resources;
  private final AttachmentIndex attachmentIndex;
  private final AddressPool pool;

  PublicIpAddresses(NetworkStore resources, AttachmentIndex attachmentIndex, AddressPool pool) {
    this.resources = resources;
    this.attachmentIndex = attachmentIndex;
    this.pool = pool;
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    var sent = writeRequest.properties();
    var members = members(writeRequest);
    var method = choice(sent, METHOD, METHODS, "Dynamic");
    checkMethod(documents, writeRequest, members, method);
    if (sent.text("publicIPAddressVersion").orElse("IPv4").equalsIgnoreCase("IPv6")) {
      throw NetworkErrors.ipv6NotSupported("IPv6", writeRequest.id().toString());
    }
    LinkedScopeChecks.rejectUnsupported(
        writeRequest, sent, "publicIPPrefix", "natGateway", "linkedPublicIPAddress");
    var timeout = sent.integer(TIMEOUT).orElse(MIN_TIMEOUT);
    if (timeout < MIN_TIMEOUT || timeout > MAX_TIMEOUT) {
      throw NetworkErrors.invalidRequestFormat(
          "properties." + TIMEOUT + " is " + timeout + ": expected 4 to 30.");
    }
    var properties = writeRequest.copyOfProperties();
    properties.remove(List.of("provisioningState", "resourceGuid", "ipConfiguration"));
    properties.put(METHOD, method).put("publicIPAddressVersion", "IPv4").put(TIMEOUT, timeout);
    Defaults.array(properties, "ipTags");
    var row = resources.row(writeRequest, members, properties);
    properties.put(ADDRESS, address(documents, writeRequest, row.id()));
    putName(documents, writeRequest, row);
    return row;
  }

  @Override
  public void checkUnused(Documents documents, NetworkRow row) {
    attachmentIndex
        .user(documents, row.id())
        .ifPresent(user -> {
          throw NetworkErrors.publicAddressNotDeletable(row.id(), user);
        });
  }

  @Override
  public void release(Documents documents, NetworkRow row) {
    pool.release(documents, row.properties().path(ADDRESS).asText());
    fqdn(row).ifPresent(name -> documents.delete(DNS, name));
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var rendered = row.properties().deepCopy();
    rendered.put("resourceGuid", row.resourceGuid());
    if (!isStatic(row) && !attachmentIndex.isRunning(documents, row)) {
      rendered.remove(ADDRESS);
    }
    attachmentIndex.configurations(documents, row.id()).stream()
        .findFirst()
        .ifPresent(found -> rendered.putObject("ipConfiguration").put("id", found.id()));
    return rendered;
  }

  private static ObjectNode members(WriteRequest writeRequest) {
    var existing =
        writeRequest.existing().map(row -> row.members().path("sku").path("name").asText());
    var sku = choice(writeRequest.body().object("sku"), "name", SKUS, existing.orElse("Basic"));
    existing
        .filter(other -> !other.equals(sku))
        .ifPresent(other -> {
          throw NetworkErrors.skuNotChangeable(writeRequest.id().toString(), other, sku);
        });
    var members = Json.object();
    members
        .putObject("sku")
        .put("name", sku)
        .put("tier", writeRequest.body().object("sku").text("tier").orElse("Regional"));
    writeRequest
        .body()
        .texts("zones")
        .ifPresent(zones -> zones.forEach(members.withArray("zones")::add));
    return members;
  }

  private void checkMethod(
      Documents documents, WriteRequest writeRequest, ObjectNode members, String method) {
    var id = writeRequest.id().toString();
    if (method.equals("Dynamic")) {
      if (members.path("sku").path("name").asText().equals("Standard")) {
        throw NetworkErrors.standardMustBeStatic(id);
      }
      writeRequest
          .existing()
          .filter(PublicIpAddresses::isStatic)
          .flatMap(row -> attachmentIndex.user(documents, row.id()))
          .ifPresent(user -> {
            throw NetworkErrors.publicAddressNotDynamic(id, user);
          });
    }
  }

  private String address(Documents documents, WriteRequest writeRequest, String owner) {
    return writeRequest
        .existing()
        .map(row -> row.properties().path(ADDRESS).asText())
        .orElseGet(() -> pool.allocate(documents, owner));
  }

  /** Reserves the requested DNS name, which must be unique. */
  private static void putName(Documents documents, WriteRequest writeRequest, NetworkRow row) {
    writeRequest
        .existing()
        .flatMap(PublicIpAddresses::fqdn)
        .ifPresent(old -> documents.delete(DNS, old));
    var requested = writeRequest.properties().object("dnsSettings").text("domainNameLabel");
    if (requested.isEmpty()) {
      row.properties().remove("dnsSettings");
      return;
    }
    var label = CaseFolding.of(requested.get());
    if (!LABEL.matcher(label).matches()) {
      throw NetworkErrors.invalidDomainNameLabel(requested.get());
    }
    var fqdn = label + "." + writeRequest.location() + ".cloudapp.azure.com";
    if (!documents.insert(DNS, fqdn, "\"" + row.id() + "\"")) {
      throw NetworkErrors.dnsRecordInUse(fqdn);
    }
    row.properties().withObject("dnsSettings").put("domainNameLabel", label).put("fqdn", fqdn);
  }

  private static Optional<String> fqdn(NetworkRow row) {
    var name = row.properties().path("dnsSettings").path("fqdn").asText();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static boolean isStatic(NetworkRow row) {
    return row.properties().path(METHOD).asText().equals("Static");
  }

  private static String choice(
      JsonBody body, String name, List<String> choices, String defaultValue) {
    var given = body.text(name).orElse(defaultValue);
    return choices.stream()
        .filter(given::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() ->
            NetworkErrors.invalidRequestFormat(
                name + " is '" + given + "': expected one of " + String.join(", ", choices) + "."));
  }
}
