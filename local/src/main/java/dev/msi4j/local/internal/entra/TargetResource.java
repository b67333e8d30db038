package dev.msi4j.local.internal.entra;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resource of a token request.
 *
 * @param identifier the resource as requested; the unchanged audience of v1.0 tokens
 * @param v2Audience the application id of a resource that accepts v2.0 tokens, which is their
 *     audience; null for a resource that accepts v1.0 tokens
 * @param servicePrincipal the service principal whose application defines app roles; null for a
 *     resource that is not in the directory
 */
public record TargetResource(
    String identifier, @Nullable UUID v2Audience, @Nullable Principal servicePrincipal) {
  TargetResource(String identifier, @Nullable UUID v2Audience) {
    this(identifier, v2Audience, null);
  }

  /** Returns a resource that accepts v1.0 tokens, such as Resource Manager. */
  public static TargetResource v1(String identifier) {
    return new TargetResource(identifier, null);
  }
}
