package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.GlobMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A claims matching expression of language version 1: comparisons such as {@code claims['sub']
 * matches 'repo:contoso/*'} or {@code claims['sub'] eq 'a'}, joined by {@code and}. A quote inside
 * a quoted text is doubled. Source: "Flexible federated identity credentials", learn.microsoft.com.
 * Immutable.
 */
public final class ClaimsExpression {
  private static final Pattern COMPARISON =
      Pattern.compile("claims\\['([^']+)'] (eq|matches) '((?:[^']++|'')*+)'");
  private static final String AND = " and ";

  /** Matches patterns: a star matches any text, a question mark one character; case-sensitive. */
  private static final GlobMatcher PATTERNS =
      new GlobMatcher((pattern, text) -> pattern == '?' || pattern == text, false);

  /** The longest claim that is matched; the time of a match grows with pattern and claim. */
  private static final int MAX_CLAIM_LENGTH = 8_192;

  private static final String GITHUB = "https://token.actions.githubusercontent.com";
  private static final String GITLAB = "https://gitlab.com";

  private final String text;
  private final List<Comparison> comparisons;

  private ClaimsExpression(String text, List<Comparison> comparisons) {
    this.text = text;
    this.comparisons = comparisons;
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException if the text is not an expression; the message names the
   *     position of the first invalid character
   */
  public static ClaimsExpression parse(String text) {
    var comparisons = new ArrayList<Comparison>();
    var matcher = COMPARISON.matcher(text);
    var position = 0;
    while (matcher.region(position, text.length()).lookingAt()) {
      comparisons.add(
          new Comparison(
              matcher.group(1),
              matcher.group(2).equals("matches"),
              matcher.group(3).replace("''", "'")));
      position = matcher.end();
      if (position == text.length()) {
        return new ClaimsExpression(text, List.copyOf(comparisons));
      }
      if (!text.startsWith(AND, position)) {
        break;
      }
      position += AND.length();
    }
    throw new IllegalArgumentException(
        "The claimsMatchingExpression '"
            + text
            + "' is invalid from character "
            + (position + 1)
            + " on: it must be claims['NAME'] eq 'TEXT' or claims['NAME'] matches 'PATTERN', or several of"
            + " these joined by 'and', with single blanks between.");
  }

  /**
   * Checks that the expression names the immutable ids that Microsoft Entra requires of an issuer:
   * {@code repository_id} or {@code repository_owner_id} of GitHub, and {@code project_id} with a
   * subject of GitLab that holds a project path. Source: "Set up a flexible federated identity
   * credential", learn.microsoft.com; the message is the one that users report.
   *
   * @throws IllegalArgumentException if the expression names none of the required claims
   */
  public void checkRequiredClaims(String issuer) {
    var required = requiredClaims(issuer);
    if (!required.isEmpty()
        && comparisons.stream().map(Comparison::claim).noneMatch(required::contains)) {
      throw new IllegalArgumentException(
          "The FederatedIdentityCredential.ClaimsMatchingExpression.Value is invalid. Rule exception:"
              + " Expression configured for issuer '"
              + issuer
              + "' either lacks all required claims or contains unallowed claims. [Reason - it must"
              + " match "
              + String.join(" or ", required)
              + "] paramName: FederatedIdentityCredential.ClaimsMatchingExpression.Value,"
              + " paramValue: "
              + text);
    }
  }

  private List<String> requiredClaims(String issuer) {
    if (issuer.equals(GITHUB) || issuer.startsWith(GITHUB + "/")) {
      return List.of("repository_id", "repository_owner_id");
    }
    return issuer.equals(GITLAB) && hasProjectPath() ? List.of("project_id") : List.of();
  }

  private boolean hasProjectPath() {
    return comparisons.stream()
        .anyMatch(comparison ->
            comparison.claim.equals("sub") && comparison.text.startsWith("project_path:"));
  }

  /**
   * Returns whether the claims satisfy the expression. A claim that is absent or not a string never
   * matches.
   *
   * @param claims returns the value of a string claim by its name
   */
  boolean matches(Function<String, Optional<String>> claims) {
    return comparisons.stream()
        .allMatch(
            comparison -> claims.apply(comparison.claim).filter(comparison::accepts).isPresent());
  }

  private record Comparison(String claim, boolean wildcards, String text) {
    boolean accepts(String value) {
      return wildcards
          ? value.length() <= MAX_CLAIM_LENGTH && PATTERNS.matches(text, value)
          : text.equals(value);
    }
  }
}
