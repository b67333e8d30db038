package dev.msi4j.local.internal.entra;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resource that a token is requested for.
 *
 * @param identifier the resource as it was requested; the audience of v1.0 tokens, character by
 *     character
 * @param v2Audience the application id of a resource that takes v2.0 tokens, which is their
 *     audience; null for a resource that takes v1.0 tokens
 */
public record TargetResource(String identifier, @Nullable UUID v2Audience) {
  /** Returns a resource that takes v1.0 tokens, as Resource Manager and its siblings do. */
  public static TargetResource v1(String identifier) {
    return new TargetResource(identifier, null);
  }
}
