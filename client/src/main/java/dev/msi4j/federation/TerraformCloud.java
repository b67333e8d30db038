package dev.msi4j.federation;

/** Creates the subjects of Terraform Cloud runs of a workspace. Immutable. */
public final class TerraformCloud {
  /** Issuer of app.terraform.io. */
  public static final String ISSUER = "https://app.terraform.io";

  /** Issuer of app.eu.terraform.io, the European region. */
  public static final String EUROPEAN_ISSUER = "https://app.eu.terraform.io";

  private final String issuer;
  private final String workspace;

  private TerraformCloud(String issuer, String workspace) {
    this.issuer = issuer;
    this.workspace = workspace;
  }

  /**
   * Selects a workspace on app.terraform.io.
   *
   * @param organization the name of the organization
   * @param project the name of the project
   * @param workspace the name of the workspace
   * @return the subjects of the workspace
   * @throws IllegalArgumentException if an argument is blank or contains a colon
   */
  public static TerraformCloud workspace(String organization, String project, String workspace) {
    return new TerraformCloud(
        ISSUER,
        "organization:"
            + Preconditions.requireText("organization", organization, ":/*? ")
            + ":project:"
            + Preconditions.requireText("project", project, ":*?")
            + ":workspace:"
            + Preconditions.requireText("workspace", workspace, ":/*? ")
            + ":run_phase:");
  }

  /**
   * Returns a copy with another issuer, such as {@link #EUROPEAN_ISSUER}.
   *
   * @param issuer the exact {@code iss} claim of the tokens; an absolute https URL
   * @return the subjects of the workspace
   */
  public TerraformCloud issuer(String issuer) {
    return new TerraformCloud(issuer, workspace);
  }

  /**
   * Returns the subject of the plan phase.
   *
   * @return the subject
   */
  public FederatedSubject plan() {
    return FederatedSubject.of(issuer, workspace + "plan");
  }

  /**
   * Returns the subject of the apply phase.
   *
   * @return the subject
   */
  public FederatedSubject apply() {
    return FederatedSubject.of(issuer, workspace + "apply");
  }

  /**
   * Returns a subject that matches all phases by an expression.
   *
   * @return the subject
   */
  public FederatedSubject anyPhase() {
    return FederatedSubject.of(issuer, ClaimsExpression.matches("sub", workspace + "*"));
  }
}
