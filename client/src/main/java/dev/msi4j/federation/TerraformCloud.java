package dev.msi4j.federation;

/** The subjects of a workspace's runs in Terraform Cloud. Immutable. */
public final class TerraformCloud {
  /** The issuer of app.terraform.io. */
  public static final String ISSUER = "https://app.terraform.io";

  /** The issuer of the European Terraform Cloud. */
  public static final String EUROPEAN_ISSUER = "https://app.eu.terraform.io";

  private final String issuer;
  private final String workspace;

  private TerraformCloud(String issuer, String workspace) {
    this.issuer = issuer;
    this.workspace = workspace;
  }

  /**
   * Returns the runs of a workspace.
   *
   * @throws IllegalArgumentException if a part is blank or has a colon in it
   */
  public static TerraformCloud workspace(String organization, String project, String workspace) {
    return new TerraformCloud(
        ISSUER,
        "organization:"
            + Checks.part("organization", organization, ":/*? ")
            + ":project:"
            + Checks.part("project", project, ":*?")
            + ":workspace:"
            + Checks.part("workspace", workspace, ":/*? ")
            + ":run_phase:");
  }

  /** Returns the same for another issuer, such as {@link #EUROPEAN_ISSUER}. */
  public TerraformCloud issuer(String issuer) {
    return new TerraformCloud(issuer, workspace);
  }

  /** Returns the plans of runs. */
  public FederatedSubject plan() {
    return FederatedSubject.of(issuer, workspace + "plan");
  }

  /** Returns the applies of runs. */
  public FederatedSubject apply() {
    return FederatedSubject.of(issuer, workspace + "apply");
  }

  /** Returns all phases of runs; an expression. */
  public FederatedSubject anyPhase() {
    return FederatedSubject.of(issuer, ClaimsExpression.matches("sub", workspace + "*"));
  }
}
