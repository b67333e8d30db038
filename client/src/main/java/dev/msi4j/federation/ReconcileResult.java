package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** The result of a reconciliation: one outcome per credential, in processing order. Immutable. */
public final class ReconcileResult {
  private final List<CredentialOutcome> outcomes;

  ReconcileResult(List<CredentialOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * Returns all outcomes: one for each desired credential and one for each deleted credential.
   *
   * @return the outcomes in processing order
   */
  public List<CredentialOutcome> outcomes() {
    return outcomes;
  }

  /**
   * Returns the outcomes with the given status.
   *
   * @param status the status
   * @return the outcomes in processing order; empty if no outcome has the status
   */
  public List<CredentialOutcome> outcomes(CredentialStatus status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
  }

  /**
   * Returns the outcomes of the given identity.
   *
   * @param identity the id of the identity
   * @return the outcomes in processing order; empty if the identity has no outcome
   */
  public List<CredentialOutcome> outcomes(ResourceId identity) {
    return outcomes.stream().filter(outcome -> outcome.identity().equals(identity)).toList();
  }

  /**
   * Returns whether all credentials match the desired set.
   *
   * @return false if at least one outcome has the status {@link CredentialStatus#FAILED}
   */
  public boolean isAsDesired() {
    return outcomes(CredentialStatus.FAILED).isEmpty();
  }

  /** Returns the outcomes, one per line. */
  @Override
  public String toString() {
    return outcomes.stream().map(CredentialOutcome::toString).collect(Collectors.joining("\n"));
  }
}
