package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.console.Table;
import org.jspecify.annotations.Nullable;

/** The table of federated identity credentials. */
final class CredentialTable {
  static final Table<FederatedIdentityCredential> CREDENTIALS =
      new Table<FederatedIdentityCredential>()
          .column("Name", FederatedIdentityCredential::name)
          .column("Issuer", FederatedIdentityCredential::issuer)
          .column("Subject", CredentialTable::subject)
          .column("Audiences", credential -> String.join(" ", credential.audiences()));

  private CredentialTable() {}

  /** Returns the subject, or the claims matching expression that replaces it. */
  static @Nullable String subject(FederatedIdentityCredential credential) {
    var expression = credential.claimsMatchingExpression();
    return expression == null ? credential.subject() : expression.value();
  }
}
