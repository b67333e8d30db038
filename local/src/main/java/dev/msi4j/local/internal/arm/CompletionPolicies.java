package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.stream.Collectors;

/** The completion policy of each action. */
public final class CompletionPolicies {
  private final CompletionPolicy defaultPolicy;
  private final Map<String, CompletionPolicy> byAction;

  /**
   * @param defaultPolicy the policy of the actions that are not in the map
   * @param byAction the policies by action, compared ignoring case, such as {@code
   *     Microsoft.Compute/virtualMachines/write}
   */
  public CompletionPolicies(
      CompletionPolicy defaultPolicy, Map<String, CompletionPolicy> byAction) {
    this.defaultPolicy = defaultPolicy;
    this.byAction =
        byAction.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> CaseFolding.of(entry.getKey()), Map.Entry::getValue));
  }

  CompletionPolicy of(String action) {
    return byAction.getOrDefault(CaseFolding.of(action), defaultPolicy);
  }

  boolean arePolled() {
    return defaultPolicy.isPolled()
        || byAction.values().stream().anyMatch(CompletionPolicy::isPolled);
  }

  boolean areTimed() {
    return defaultPolicy.isTimed()
        || byAction.values().stream().anyMatch(CompletionPolicy::isTimed);
  }
}
