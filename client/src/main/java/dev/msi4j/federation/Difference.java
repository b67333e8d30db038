package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A difference between a token and a credential in one field. Immutable. */
public final class Difference {
  private static final List<String> USUAL_AUDIENCES =
      List.of(
          AzureCloud.PUBLIC.federationAudience(),
          AzureCloud.US_GOVERNMENT.federationAudience(),
          AzureCloud.CHINA.federationAudience());

  private final Field field;
  private final Kind kind;
  private final String trusted;
  private final String presented;

  Difference(Field field, Kind kind, String trusted, String presented) {
    this.field = field;
    this.kind = kind;
    this.trusted = trusted;
    this.presented = presented;
  }

  /** Field in which a token and a credential differ. */
  public enum Field {
    /** The issuer, {@code iss}. */
    ISSUER,
    /** The subject, {@code sub}, or the claims of an expression. */
    SUBJECT,
    /** The audience, {@code aud}. */
    AUDIENCE,
    /** The validity period, {@code nbf} and {@code exp}. */
    LIFETIME
  }

  /** Kind of a difference. */
  public enum Kind {
    /** The values differ in upper and lower case only. */
    CASE,
    /** The values differ in a trailing slash only. */
    TRAILING_SLASH,
    /** The values differ in white space only. */
    WHITE_SPACE,
    /**
     * Same GitHub repository: the token has the immutable form with the ids of owner and
     * repository, the credential has names only.
     */
    IMMUTABLE_FORM,
    /** Same GitHub repository: the token has names only, the credential has the immutable form. */
    NAME_FORM,
    /** Same GitHub repository, identified by its ids, with different names. */
    RENAMED,
    /**
     * Service connection of the same Azure DevOps organization: Entra issues the tokens, the
     * credential has the issuer and subject of Azure DevOps.
     */
    ENTRA_FORM,
    /**
     * Service connection of the same Azure DevOps organization: Azure DevOps issues the tokens, the
     * credential has the issuer and subject of Entra.
     */
    AZURE_DEVOPS_FORM,
    /** The token has the audience of another Azure cloud. */
    OTHER_CLOUD,
    /** The token does not match the expression. */
    NO_MATCH,
    /** The expression is in an unsupported language version and was not evaluated. */
    NOT_EVALUATED,
    /** The token has expired. */
    EXPIRED,
    /** The token is not valid yet. */
    NOT_YET_VALID,
    /** The values differ otherwise. */
    OTHER_VALUE
  }

  static Optional<Difference> between(Field field, String trusted, String presented) {
    return trusted.equals(presented)
        ? Optional.empty()
        : Optional.of(new Difference(field, kind(trusted, presented), trusted, presented));
  }

  private static Kind kind(String trusted, String presented) {
    if (trusted.equalsIgnoreCase(presented)) {
      return Kind.CASE;
    }
    if (withoutSlashes(trusted).equals(withoutSlashes(presented))) {
      return Kind.TRAILING_SLASH;
    }
    if (trusted.replaceAll("\\s", "").equals(presented.replaceAll("\\s", ""))) {
      return Kind.WHITE_SPACE;
    }
    return USUAL_AUDIENCES.contains(trusted) && USUAL_AUDIENCES.contains(presented)
        ? Kind.OTHER_CLOUD
        : GitHubSubject.difference(trusted, presented).orElse(Kind.OTHER_VALUE);
  }

  /** Returns the same difference of issuer or subject with another kind; else this one. */
  Difference withSubjectKind(Kind other) {
    return field == Field.ISSUER || field == Field.SUBJECT
        ? new Difference(field, other, trusted, presented)
        : this;
  }

  private String fieldName() {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static String withoutSlashes(String text) {
    var end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }

  /**
   * Returns the field in which the token and the credential differ.
   *
   * @return the field
   */
  public Field field() {
    return field;
  }

  /**
   * Returns the kind of the difference.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the value or expression of the credential.
   *
   * @return the trusted value or the text of the expression
   */
  public String trusted() {
    return trusted;
  }

  /**
   * Returns the value of the token.
   *
   * @return the value; several audiences are separated by commas
   */
  public String presented() {
    return presented;
  }

  /**
   * Returns how to resolve the difference.
   *
   * @return one sentence; null if the two values are self-explanatory
   */
  public @Nullable String remedy() {
    return switch (kind) {
      case IMMUTABLE_FORM ->
          "same repository, immutable form: GitHub sends the ids of owner and repository for this"
              + " repository; create a credential for '"
              + presented
              + "' in addition to this one, and delete this credential once workflow runs sign in with the new one";
      case NAME_FORM ->
          "same repository, but not in the immutable form that the credential has: enable immutable"
              + " subjects in the OIDC settings of the repository or its organization, or create a"
              + " credential for '"
              + presented
              + "' (GitHub Enterprise Server never sends the immutable form)";
      case RENAMED ->
          "same repository by its ids, which was renamed or transferred: create a credential for '"
              + presented
              + "' and delete this one";
      case ENTRA_FORM ->
          "service connection of the same organization, converted to tokens of Microsoft Entra:"
              + " create a credential with the "
              + fieldName()
              + " '"
              + presented
              + "' beside this one, and delete this one once the pipelines sign in";
      case AZURE_DEVOPS_FORM ->
          "service connection of the same organization, with tokens of Azure DevOps itself: convert"
              + " the service connection in Azure DevOps, or create a credential with the "
              + fieldName()
              + " '"
              + presented
              + "'";
      case CASE,
          TRAILING_SLASH,
          WHITE_SPACE,
          OTHER_CLOUD,
          NO_MATCH,
          NOT_EVALUATED,
          EXPIRED,
          NOT_YET_VALID,
          OTHER_VALUE ->
          null;
    };
  }

  /**
   * Returns whether the difference looks like a mistake in the credential rather than another
   * trust.
   */
  boolean isLikelyMistake() {
    return switch (kind) {
      case CASE,
          TRAILING_SLASH,
          WHITE_SPACE,
          OTHER_CLOUD,
          IMMUTABLE_FORM,
          NAME_FORM,
          RENAMED,
          ENTRA_FORM,
          AZURE_DEVOPS_FORM ->
          true;
      case NO_MATCH, NOT_EVALUATED, EXPIRED, NOT_YET_VALID, OTHER_VALUE -> false;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Difference that
        && field == that.field
        && kind == that.kind
        && trusted.equals(that.trusted)
        && presented.equals(that.presented);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, kind, trusted, presented);
  }

  @Override
  public String toString() {
    String remedy = remedy();
    return field
        + " "
        + kind
        + ": trusted is '"
        + trusted
        + "', the token has '"
        + presented
        + "'"
        + (remedy == null ? "" : " (" + remedy + ")");
  }
}
