package dev.msi4j.local.internal.entra;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a federated identity credential that decides which assertions it accepts, as a client
 * requests it. Identities and applications have the same rules (learn.microsoft.com, "Important
 * considerations and restrictions for federated identity credentials").
 *
 * @param subject the trusted subject; null if there is an expression
 * @param expression the text of a claims matching expression; null if there is a subject
 */
public record FederatedTrust(
    @Nullable String issuer,
    @Nullable String subject,
    List<String> audiences,
    @Nullable String expression) {
  /** The most credentials of an identity or an application. */
  public static final int MAX_CREDENTIALS = 20;

  /** The rule for the name of a credential, for error messages. */
  public static final String NAME_RULE =
      "it must have 3 to 120 letters, digits, hyphens and underscores, and start with a letter or a"
          + " digit";

  private static final String ISSUER = "Issuer";
  private static final String SUBJECT = "Subject";
  private static final String AUDIENCES = "Audiences";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

  /** Azure documents no limit. The limit bounds the time that matching a token takes. */
  private static final int MAX_EXPRESSION_LENGTH = 4_096;

  /**
   * A rule that a credential breaks.
   *
   * @param property the property that breaks the rule, such as {@code Issuer}
   * @param value the value of the property; empty if it is missing
   */
  public record Violation(String property, String value, String message) {}

  /** Returns whether a text is a valid name of a credential. */
  public static boolean isValidName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns the first broken rule; empty if the credential is valid. */
  public Optional<Violation> violation() {
    var missing = missing();
    if (issuer == null || missing.isPresent()) {
      return violation(
          missing.orElse(ISSUER),
          "",
          "Federated Identity Credential must specify 'issuer', 'subject' and 'audience'.");
    }
    if (subject != null && !subject.isBlank() && expression != null) {
      return violation(
          SUBJECT,
          subject,
          "Federated Identity Credential must specify either 'subject' or 'claimsMatchingExpression', not"
              + " both.");
    }
    if (audiences.size() > 1 || !isFilled(audiences.get(0))) {
      return violation(
          AUDIENCES,
          audiences.toString(),
          "Federated Identity Credential must specify exactly one audience, not "
              + audiences
              + ".");
    }
    if (!isHttps(issuer)) {
      return violation(
          ISSUER,
          issuer,
          "The issuer '" + issuer + "' is invalid: expected an absolute https URL.");
    }
    return expression == null ? Optional.empty() : expressionViolation(issuer, expression);
  }

  private Optional<String> missing() {
    if (!isFilled(issuer)) {
      return Optional.of(ISSUER);
    }
    if (!isFilled(subject) && expression == null) {
      return Optional.of(SUBJECT);
    }
    return audiences.isEmpty() ? Optional.of(AUDIENCES) : Optional.empty();
  }

  private static Optional<Violation> violation(String property, String value, String message) {
    return Optional.of(new Violation(property, value, message));
  }

  private static Optional<Violation> expressionViolation(String issuer, String text) {
    var property = "ClaimsMatchingExpression.Value";
    if (text.length() > MAX_EXPRESSION_LENGTH) {
      return violation(
          property,
          text,
          "The claimsMatchingExpression has "
              + text.length()
              + " characters; the maximum is "
              + MAX_EXPRESSION_LENGTH
              + ".");
    }
    try {
      ClaimsExpression.parse(text).checkRequiredClaims(issuer);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return violation(property, text, Objects.requireNonNull(e.getMessage()));
    }
  }

  private static boolean isHttps(String issuer) {
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      uri = URI.create("");
    }
    // URI.getHost() returns null for host names with an underscore, which DNS accepts.
    var authority = uri.getRawAuthority();
    return "https".equalsIgnoreCase(uri.getScheme())
        && authority != null
        && !authority.startsWith(":");
  }

  /**
   * Returns whether two credentials have the same pair of issuer and subject, compared with case. A
   * pair is unique in an identity or an application.
   */
  public boolean isSamePair(FederatedTrust other) {
    return Objects.equals(issuer, other.issuer)
        && Objects.equals(subject, other.subject)
        && Objects.equals(expression, other.expression);
  }

  /**
   * Returns the credential that the token service matches with assertions.
   *
   * @param changedAt the time of the last change
   */
  public FederatedCredential credential(Instant changedAt) {
    return new FederatedCredential(
        Objects.requireNonNull(issuer),
        subject,
        expression == null ? null : ClaimsExpression.parse(expression),
        audiences.get(0),
        changedAt);
  }

  private static boolean isFilled(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
