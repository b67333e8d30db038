package dev.msi4j.federation;

import java.util.Locale;
import java.util.UUID;

/** Creates the subjects of Buildkite pipelines. */
public final class Buildkite {
  /** Issuer of all Buildkite agents. */
  public static final String ISSUER = "https://agent.buildkite.com";

  private Buildkite() {}

  /**
   * Returns the subject of all jobs of a pipeline that request their tokens with {@code
   * --subject-claim pipeline_id}. The default subject contains the commit, so a credential for it
   * matches builds of one commit only.
   *
   * @param id the id of the pipeline, not its slug
   * @return the subject
   */
  public static FederatedSubject pipeline(UUID id) {
    return FederatedSubject.of(
        ISSUER, Preconditions.requireNonNull("id", id).toString().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the default subject: one step of the builds of one commit.
   *
   * @param organization the slug of the organization
   * @param pipeline the slug of the pipeline
   * @param ref the git ref, such as {@code refs/heads/main}
   * @param commit the full hash of the commit, or {@code HEAD}
   * @param step the key of the step
   * @return the subject
   * @throws IllegalArgumentException if an argument is blank or contains a colon
   */
  public static FederatedSubject step(
      String organization, String pipeline, String ref, String commit, String step) {
    return FederatedSubject.of(
        ISSUER,
        "organization:"
            + Preconditions.requireText("organization", organization, ":/ ")
            + ":pipeline:"
            + Preconditions.requireText("pipeline", pipeline, ":/ ")
            + ":ref:"
            + Preconditions.requireText("ref", ref, ": ")
            + ":commit:"
            + Preconditions.requireText("commit", commit, ":/ ")
            + ":step:"
            + Preconditions.requireText("step", step, ":"));
  }
}
