package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.manifest.Fields;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.federation.DesiredCredentials;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reads the federated credentials of an identity in a file. */
public final class CredentialReader {
  /** The key of the list of credentials. */
  public static final String CREDENTIALS = "credentials";

  /** The keys of a credential. */
  public static final Set<String> KEYS = keys();

  private static final String EXAMPLE =
      "{issuer: \"https://oidc.example.com\", kubernetes: shop/orders, audiences:"
          + " [\"api://AzureADTokenExchange\"]}";

  private CredentialReader() {}

  private static Set<String> keys() {
    var keys = new HashSet<>(SubjectForm.KEYS);
    keys.addAll(List.of("name", "issuer", "audiences"));
    return Set.copyOf(keys);
  }

  /**
   * Returns the desired credentials of an identity.
   *
   * @param identity the fields of the identity, for errors
   * @param items the items of the list of credentials
   * @param desired the settings of the desired credentials
   * @param warnings receives warnings about likely mistakes
   */
  public static DesiredCredentials read(
      Fields identity,
      List<Node> items,
      DesiredCredentials.Builder desired,
      Consumer<String> warnings) {
    for (int i = 0; i < items.size(); i++) {
      String here = identity.path(CREDENTIALS) + "[" + i + "]";
      var fields = Fields.of(here, items.get(i), KEYS, EXAMPLE);
      var credential = credential(fields, warning -> warnings.accept(here + ": " + warning));
      String name = fields.text("name");
      if (name == null) {
        desired.credential(credential);
      } else {
        desired.credential(name, credential);
      }
    }
    return identity.checked(desired::build);
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
