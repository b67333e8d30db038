package dev.msi4j.local.internal.entra;

import java.util.List;
import java.util.Optional;

/**
 * Matches a client assertion with the client's federated identity credentials. Compares issuer,
 * subject and audience case-sensitively.
 */
final class FederatedCredentialMatcher {
  private final ReplicationDelay replicationDelay;
  private final EntraIssuers entraIssuers;

  FederatedCredentialMatcher(ReplicationDelay replicationDelay, EntraIssuers entraIssuers) {
    this.replicationDelay = replicationDelay;
    this.entraIssuers = entraIssuers;
  }

  /**
   * Returns the error for an assertion that matches none of the credentials; empty if one matches.
   */
  Optional<EntraError> mismatch(
      Assertion assertion, Principal client, List<FederatedCredential> credentials) {
    if (credentials.isEmpty()) {
      return Optional.of(EntraError.noFederatedCredentials(client));
    }
    var replicated =
        credentials.stream()
            .filter(credential -> replicationDelay.isVisible(credential.changedAt()))
            .toList();
    var mismatch = mismatch(assertion, replicated);
    // A credential matches, but is not replicated yet.
    var isNotReplicated = mismatch.isPresent() && mismatch(assertion, credentials).isEmpty();
    return isNotReplicated || replicated.isEmpty()
        ? Optional.of(EntraError.noMatchingCredential(assertion))
        : mismatch;
  }

  private Optional<EntraError> mismatch(
      Assertion assertion, List<FederatedCredential> credentials) {
    var ofIssuer =
        credentials.stream()
            .filter(credential -> credential.issuer().equals(assertion.issuer()))
            .toList();
    if (ofIssuer.isEmpty()) {
      return Optional.of(EntraError.noMatchingIssuer(assertion.issuer()));
    }
    var ofSubject =
        ofIssuer.stream().filter(credential -> credential.matchesSubject(assertion)).toList();
    if (ofSubject.isEmpty()) {
      return Optional.of(
          ofIssuer.stream().anyMatch(credential -> credential.matchesSubjectIgnoringCase(assertion))
              ? EntraError.subjectDiffersInCase(assertion.subject())
              : EntraError.noMatchingSubject(assertion.subject()));
    }
    // A token with a further audience is rejected: that audience could have replayed the token.
    var audiences = entraIssuers.audiences(assertion);
    return ofSubject.stream()
            .anyMatch(credential -> audiences.equals(List.of(credential.audience())))
        ? Optional.empty()
        : Optional.of(EntraError.noMatchingAudience(assertion.audiences()));
  }
}
