package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** What became of each credential, in the order in which it was worked on. Immutable. */
public final class ReconcileResult {
  private final List<CredentialOutcome> outcomes;

  ReconcileResult(List<CredentialOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** Returns all outcomes: one for each credential that is wanted, and for each deleted one. */
  public List<CredentialOutcome> outcomes() {
    return outcomes;
  }

  /** Returns the outcomes with this status. */
  public List<CredentialOutcome> outcomes(CredentialStatus status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
  }

  /** Returns the outcomes for this identity. */
  public List<CredentialOutcome> outcomes(ResourceId identity) {
    return outcomes.stream().filter(outcome -> outcome.identity().equals(identity)).toList();
  }

  /** Returns whether all credentials are as they are wanted. */
  public boolean isAsDesired() {
    return outcomes(CredentialStatus.FAILED).isEmpty();
  }

  /** Returns the outcomes, one to a line. */
  @Override
  public String toString() {
    return outcomes.stream().map(CredentialOutcome::toString).collect(Collectors.joining("\n"));
  }
}
