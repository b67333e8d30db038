package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.stream.Collectors;

/** When the long-running operations of each action come to their end. */
public final class CompletionPolicies {
  private final CompletionPolicy usual;
  private final Map<String, CompletionPolicy> byAction;

  /**
   * @param usual for the actions that are not named
   * @param byAction such as {@code Microsoft.Compute/virtualMachines/write}, compared without case
   */
  public CompletionPolicies(CompletionPolicy usual, Map<String, CompletionPolicy> byAction) {
    this.usual = usual;
    this.byAction =
        byAction.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> CaseFolding.of(entry.getKey()), Map.Entry::getValue));
  }

  CompletionPolicy of(String action) {
    return byAction.getOrDefault(CaseFolding.of(action), usual);
  }

  boolean arePolled() {
    return usual.isPolled() || byAction.values().stream().anyMatch(CompletionPolicy::isPolled);
  }

  boolean areTimed() {
    return usual.isTimed() || byAction.values().stream().anyMatch(CompletionPolicy::isTimed);
  }
}
