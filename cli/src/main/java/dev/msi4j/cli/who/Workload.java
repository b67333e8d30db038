package dev.msi4j.cli.who;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.estate.Glob;
import dev.msi4j.federation.ClaimCondition;
import dev.msi4j.federation.ClaimsExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An external workload: what is known of the claims of its tokens. Immutable.
 *
 * @param issuer the issuer; null for any
 * @param subjects the possible subjects
 * @param claims the values of other claims that are known
 */
record Workload(@Nullable String issuer, List<Glob> subjects, Map<String, String> claims) {
  Workload {
    subjects = List.copyOf(subjects);
    claims = Map.copyOf(claims);
  }

  /**
   * The trust of a credential in a workload.
   *
   * @param conditions what the unknown claims must fulfil
   */
  record Trust(List<String> conditions) {}

  /** Returns the trust of a credential in the workload; empty if no token of it can match. */
  Optional<Trust> trustOf(FederatedIdentityCredential credential) {
    if (issuer != null && !issuer.equals(credential.issuer())) {
      return Optional.empty();
    }
    var expression = credential.claimsMatchingExpression();
    if (expression == null) {
      var subject = credential.subject();
      return subject != null && canHave(Glob.text(subject))
          ? Optional.of(new Trust(List.of()))
          : Optional.empty();
    }
    List<ClaimCondition> conditions;
    try {
      conditions = ClaimsExpression.parse(expression).conditions();
    } catch (IllegalArgumentException e) {
      // Azure accepted the expression, so it is valid but newer than this command.
      return Optional.of(new Trust(List.of("the expression holds, which is not evaluated")));
    }
    return trustOf(conditions);
  }

  private Optional<Trust> trustOf(List<ClaimCondition> conditions) {
    var open = new ArrayList<String>();
    for (var condition : conditions) {
      var comparand = comparand(condition);
      var value = claims.get(condition.claim());
      if (condition.claim().equals("sub")) {
        if (!canHave(comparand)) {
          return Optional.empty();
        }
      } else if (value == null) {
        open.add(
            condition.claim() + (condition.isPattern() ? " ~ " : " = ") + condition.comparand());
      } else if (!comparand.matches(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Trust(List.copyOf(open)));
  }

  private boolean canHave(Glob trusted) {
    return subjects.stream().anyMatch(trusted::overlaps);
  }

  private static Glob comparand(ClaimCondition condition) {
    return condition.isPattern()
        ? Glob.pattern(condition.comparand())
        : Glob.text(condition.comparand());
  }
}
