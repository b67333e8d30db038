package dev.msi4j.cli.federation;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.manifest.Fields;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that lists the desired federated credentials of identities. Top-level keys that begin
 * with {@code x-} hold anchors and are ignored.
 */
final class FederationManifest {
  private static final String IDENTITIES = "identities";
  private static final Set<String> KEYS = Set.of(IDENTITIES);
  private static final Set<String> IDENTITY_KEYS =
      Set.of("resourceGroup", "name", CredentialReader.CREDENTIALS);

  private static final String IDENTITY_EXAMPLE =
      "{resourceGroup: shop, name: orders, credentials: [{githubBranch:"
          + " contoso@123456/shop@456789@main}]}";
  private static final String EXAMPLE = "identities: [" + IDENTITY_EXAMPLE + "]";

  private final Fields fields;

  /**
   * Reads a document.
   *
   * @param source the text of the document
   * @param root the top-level value; null if the file is empty
   * @throws CommandException if a key is missing or unknown, with the position
   */
  FederationManifest(Source source, @Nullable Node root) {
    if (root == null) {
      throw Node.Place.start(source).error("the file is empty: for example " + EXAMPLE);
    }
    boolean hasNothing = root instanceof Node.Null;
    fields =
        Fields.of("", hasNothing ? new Node.Mapping(root.place(), Map.of()) : root, KEYS, EXAMPLE);
  }

  /**
   * Returns the desired credentials of each identity.
   *
   * @param warnings receives warnings about likely mistakes
   */
  Map<ResourceId, DesiredCredentials> desired(
      String subscriptionId, boolean deleteOthers, Consumer<String> warnings) {
    var all = new LinkedHashMap<ResourceId, DesiredCredentials>();
    var identities = fields.requiredList(IDENTITIES);
    if (identities.isEmpty()) {
      throw fields.error(IDENTITIES, "must name at least one identity: for example " + EXAMPLE);
    }
    for (int i = 0; i < identities.size(); i++) {
      String path = IDENTITIES + "[" + i + "]";
      var identity = Fields.of(path, identities.get(i), IDENTITY_KEYS, IDENTITY_EXAMPLE);
      var id = id(identity, subscriptionId);
      // A missing list is probably a mistake; an empty list requests no credentials.
      var items = identity.requiredList(CredentialReader.CREDENTIALS);
      var desired = DesiredCredentials.builder();
      var credentials =
          CredentialReader.read(
              identity, items, deleteOthers ? desired.deleteOthers() : desired, warnings);
      if (all.putIfAbsent(id, credentials) != null) {
        throw identity.error("name", "'" + id.name() + "' must occur once for its resource group");
      }
    }
    return all;
  }

  private static ResourceId id(Fields identity, String subscriptionId) {
    String group = identity.requiredText("resourceGroup");
    String name = identity.requiredText("name");
    return identity.checked(() -> ResourceId.userAssignedIdentity(subscriptionId, group, name));
  }
}
