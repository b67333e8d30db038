package dev.msi4j.federation;

import java.util.Locale;
import java.util.UUID;

/** The subjects of pipelines in Buildkite. */
public final class Buildkite {
  /** The issuer of all agents. */
  public static final String ISSUER = "https://agent.buildkite.com";

  private Buildkite() {}

  /**
   * Returns all jobs of a pipeline whose tokens are asked for with {@code --subject-claim
   * pipeline_id}. A default subject has the commit in it, so that a credential for it fits one
   * build only.
   *
   * @param id the pipeline's id, not its slug
   */
  public static FederatedSubject pipeline(UUID id) {
    return FederatedSubject.of(
        ISSUER, Checks.present("id", id).toString().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns one step of one commit's builds: the default subject.
   *
   * @param ref such as {@code refs/heads/main}
   * @param commit the commit's full hash, or {@code HEAD}
   * @throws IllegalArgumentException if a part is blank or has a colon in it
   */
  public static FederatedSubject step(
      String organization, String pipeline, String ref, String commit, String step) {
    return FederatedSubject.of(
        ISSUER,
        "organization:"
            + Checks.part("organization", organization, ":/ ")
            + ":pipeline:"
            + Checks.part("pipeline", pipeline, ":/ ")
            + ":ref:"
            + Checks.part("ref", ref, ": ")
            + ":commit:"
            + Checks.part("commit", commit, ":/ ")
            + ":step:"
            + Checks.part("step", step, ":"));
  }
}
