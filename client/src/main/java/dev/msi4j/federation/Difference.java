package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one field of a token differs from what a credential trusts. Immutable. */
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

  /** What differs. */
  public enum Field {
    /** The issuer, {@code iss}. */
    ISSUER,
    /** The subject, {@code sub}, or the claims that an expression is about. */
    SUBJECT,
    /** The audience, {@code aud}. */
    AUDIENCE,
    /** When the token is valid, {@code nbf} and {@code exp}. */
    LIFETIME
  }

  /** How it differs. */
  public enum Kind {
    /** In upper and lower case only. */
    CASE,
    /** In a slash at the end only. */
    TRAILING_SLASH,
    /** In white space only. */
    WHITE_SPACE,
    /**
     * It is the same GitHub repository: the token has the immutable form with the ids of owner and
     * repository, the credential has names only.
     */
    IMMUTABLE_FORM,
    /**
     * It is the same GitHub repository: the token has names only, the credential has the immutable
     * form.
     */
    NAME_FORM,
    /** It is the same GitHub repository by its ids, with other names. */
    RENAMED,
    /**
     * It is a service connection of the same Azure DevOps organization: Entra issues the tokens,
     * the credential has the issuer and the subject of Azure DevOps itself.
     */
    ENTRA_FORM,
    /**
     * It is a service connection of the same Azure DevOps organization: Azure DevOps itself issues
     * the tokens, the credential has the issuer and the subject of Entra.
     */
    AZURE_DEVOPS_FORM,
    /** It is the audience of another Azure cloud. */
    OTHER_CLOUD,
    /** It does not match the expression. */
    NO_MATCH,
    /** The expression is in no language known here, so that nobody can say whether it matches. */
    NOT_EVALUATED,
    /** The token is not valid any more. */
    EXPIRED,
    /** The token is not valid yet. */
    NOT_YET_VALID,
    /** It is something else. */
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

  /** Returns what differs. */
  public Field field() {
    return field;
  }

  /** Returns how it differs. */
  public Kind kind() {
    return kind;
  }

  /** Returns what the credential trusts: a value, or an expression. */
  public String trusted() {
    return trusted;
  }

  /** Returns what the token has. */
  public String presented() {
    return presented;
  }

  /** Returns what to do about the difference, in one sentence; null if the two values tell. */
  public @Nullable String remedy() {
    return switch (kind) {
      case IMMUTABLE_FORM ->
          "same repository, immutable form: GitHub sends the ids of owner and repository for this"
              + " repository; create a credential for '"
              + presented
              + "' beside this one, and delete this one once the runs sign in";
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

  /** Whether it looks like a slip of who wrote the credential, and not like another trust. */
  boolean isSlip() {
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
