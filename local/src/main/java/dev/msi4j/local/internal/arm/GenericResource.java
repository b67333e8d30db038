package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource in the lists that span providers.
 *
 * @param members the top-level members besides the properties, such as {@code sku} and {@code
 *     zones}
 * @param createdAt ISO 8601 time in UTC, or null if the state was written by a release that did not
 *     record it
 * @param changedAt ISO 8601 time in UTC of the last change, or null like {@code createdAt}
 */
public record GenericResource(
    ResourceId id,
    String location,
    Map<String, String> tags,
    ObjectNode members,
    String provisioningState,
    @Nullable String createdAt,
    @Nullable String changedAt) {}
