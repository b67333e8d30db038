package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.federation.FederatedSubject;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An external identity to trust, as options and files specify it: an issuer, and one of several
 * forms of the subject. In the forms for GitHub, {@code REPOSITORY} is {@code owner/repository}, or
 * {@code owner@OWNER_ID/repository@REPOSITORY_ID} for the immutable form of subjects.
 *
 * @param subjects the given forms of the subject
 */
record TrustSpec(@Nullable String issuer, Map<SubjectForm, String> subjects) {
  private static final String ISSUER = "issuer";

  TrustSpec {
    subjects = Map.copyOf(subjects);
  }

  /** Creates a specification from the values of options or of a file, by key. */
  static TrustSpec of(Function<String, @Nullable String> values) {
    var subjects = new EnumMap<SubjectForm, String>(SubjectForm.class);
    for (var form : SubjectForm.values()) {
      var text = values.apply(form.key());
      if (text != null) {
        subjects.put(form, text);
      }
    }
    return new TrustSpec(values.apply(ISSUER), subjects);
  }

  /** Returns whether nothing is given. */
  boolean isEmpty() {
    return issuer == null && subjects.isEmpty();
  }

  /** Returns this specification with missing parts taken from a credential. */
  TrustSpec over(FederatedIdentityCredential existing) {
    if (!subjects.isEmpty()) {
      boolean needsIssuer = subjects.keySet().stream().anyMatch(SubjectForm::needsIssuer);
      return new TrustSpec(issuer == null && needsIssuer ? existing.issuer() : issuer, subjects);
    }
    var expression = existing.claimsMatchingExpression();
    var same = new EnumMap<SubjectForm, String>(SubjectForm.class);
    if (existing.subject() != null) {
      same.put(SubjectForm.SUBJECT, existing.subject());
    }
    if (expression != null) {
      same.put(SubjectForm.CLAIMS_MATCHING_EXPRESSION, expression.value());
    }
    return new TrustSpec(issuer == null ? existing.issuer() : issuer, same);
  }

  /**
   * Returns the specified subject.
   *
   * @param naming maps a key to the option or key to name in errors
   */
  FederatedSubject subject(UnaryOperator<String> naming) {
    if (subjects.size() != 1) {
      var forms = SubjectForm.KEYS.stream().map(naming).collect(Collectors.joining(", "));
      throw new CommandException("one of " + forms + " must be given, and only one");
    }
    var form = subjects.keySet().iterator().next();
    if (form.needsIssuer() && issuer == null) {
      throw new CommandException(
          naming.apply(ISSUER) + " must be given: the https URL in the iss claim of the tokens");
    }
    String name = naming.apply(form.key());
    String text = subjects.values().iterator().next();
    try {
      return form.parse(name, text, issuer);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      boolean isComplete = message.startsWith(ISSUER + " ") || message.startsWith(form.key() + " ");
      throw new CommandException(isComplete ? message : name + " '" + text + "': " + message, e);
    }
  }
}
