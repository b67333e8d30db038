package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        : Kind.OTHER_VALUE;
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

  /** Whether it looks like a slip of who wrote the credential, and not like another trust. */
  boolean isSlip() {
    return switch (kind) {
      case CASE, TRAILING_SLASH, WHITE_SPACE, OTHER_CLOUD -> true;
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
    return field + " " + kind + ": trusted is '" + trusted + "', the token has '" + presented + "'";
  }
}
