package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.manifest.Fields;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A document that lists the desired federated credentials of identities. Top-level keys that begin
 * with {@code x-} hold anchors and are ignored.
 */
final class FederationManifest {
  private static final String IDENTITIES = "identities";
  private static final String CREDENTIALS = "credentials";
  private static final Set<String> KEYS = Set.of(IDENTITIES);
  private static final Set<String> IDENTITY_KEYS = Set.of("resourceGroup", "name", CREDENTIALS);
  private static final Set<String> CREDENTIAL_KEYS = credentialKeys();

  private static final String CREDENTIAL_EXAMPLE =
      "{issuer: \"https://oidc.example.com\", kubernetes: shop/orders, audiences:"
          + " [\"api://AzureADTokenExchange\"]}";
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

  private static Set<String> credentialKeys() {
    var keys = new HashSet<>(SubjectForm.KEYS);
    keys.addAll(List.of("name", "issuer", "audiences"));
    return Set.copyOf(keys);
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
      var credentials = credentials(path, identity, deleteOthers, warnings);
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

  private static DesiredCredentials credentials(
      String path, Fields identity, boolean deleteOthers, Consumer<String> warnings) {
    var desired = DesiredCredentials.builder();
    // A missing list is probably a mistake; an empty list requests no credentials.
    var credentials = identity.requiredList(CREDENTIALS);
    for (int i = 0; i < credentials.size(); i++) {
      String here = path + "." + CREDENTIALS + "[" + i + "]";
      var fields = Fields.of(here, credentials.get(i), CREDENTIAL_KEYS, CREDENTIAL_EXAMPLE);
      var credential = credential(fields, warning -> warnings.accept(here + ": " + warning));
      String name = fields.text("name");
      if (name == null) {
        desired.credential(credential);
      } else {
        desired.credential(name, credential);
      }
    }
    return identity.checked(deleteOthers ? desired.deleteOthers()::build : desired::build);
  }

  private static FederatedIdentityCredential credential(Fields fields, Consumer<String> warnings) {
    var trustSpec = TrustSpec.of(fields::text);
    var audiences = fields.texts("audiences");
    var subject = fields.checked(() -> trustSpec.subject(UnaryOperator.identity()));
    subject.warnings().forEach(warnings);
    var credential = subject.credential();
    return audiences == null ? credential : credential.toBuilder().audiences(audiences).build();
  }
}
