package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Guids;
import java.util.List;

/** Checks the scopes in request bodies. */
public final class ArmScopes {
  private ArmScopes() {}

  /**
   * Returns whether a text is a scope: {@code /}, or the id of a subscription, of a resource group,
   * of a resource or of a tenant-level resource.
   */
  public static boolean isValid(String text) {
    if (text.equals("/")) {
      return true;
    }
    var segments = List.of(text.split("/", -1));
    var scope = new ResourcePath(segments.subList(1, segments.size()));
    return segments.get(0).isEmpty()
        && scope.isScope()
        && scope.segments().stream().noneMatch(RequestPath::isAmbiguous)
        && (!scope.isInSubscription() || Guids.parse(scope.segments().get(1)).isPresent());
  }
}
