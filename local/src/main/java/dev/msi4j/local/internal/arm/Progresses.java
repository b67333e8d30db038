package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.LowerCase;
import java.util.Map;
import java.util.stream.Collectors;

/** When the long-running operations of each action come to their end. */
public final class Progresses {
  private final Progress usual;
  private final Map<String, Progress> byAction;

  /**
   * @param usual for the actions that are not named
   * @param byAction such as {@code Microsoft.Compute/virtualMachines/write}, compared without case
   */
  public Progresses(Progress usual, Map<String, Progress> byAction) {
    this.usual = usual;
    this.byAction =
        byAction.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> LowerCase.of(entry.getKey()), Map.Entry::getValue));
  }

  Progress of(String action) {
    return byAction.getOrDefault(LowerCase.of(action), usual);
  }

  boolean arePolled() {
    return usual.isPolled() || byAction.values().stream().anyMatch(Progress::isPolled);
  }

  boolean areTimed() {
    return usual.isTimed() || byAction.values().stream().anyMatch(Progress::isTimed);
  }
}
