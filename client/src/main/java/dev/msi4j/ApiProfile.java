package dev.msi4j;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which API version a client uses for which operation group. Immutable.
 *
 * <p>The named profiles of Azure Stack that Microsoft's own tools know ({@code 2017-03-09-profile},
 * {@code 2018-03-01-hybrid}, {@code 2019-03-01-hybrid}, {@code 2020-09-01-hybrid}) do not contain
 * Microsoft.ManagedIdentity: they can be named, but no client can be built with them.
 */
public final class ApiProfile {
  private static final Set<String> WITHOUT_MANAGED_IDENTITY =
      Set.of("2017-03-09-profile", "2018-03-01-hybrid", "2019-03-01-hybrid", "2020-09-01-hybrid");

  /** {@link ApiVersion#DEFAULT} for every group; what a client uses when no profile is set. */
  public static final ApiProfile DEFAULT =
      new ApiProfile("default", Map.of(), ApiVersion.DEFAULT, true);

  /**
   * The newest version this library recommends, {@link ApiVersion#DEFAULT}, for every group; the
   * same versions as {@link #DEFAULT}, as in Microsoft's tools.
   */
  public static final ApiProfile LATEST =
      new ApiProfile("latest", Map.of(), ApiVersion.DEFAULT, true);

  private final String name;
  private final Map<OperationGroup, ApiVersion> versions;
  private final @Nullable ApiVersion fallback;
  private final boolean definesClient;

  private ApiProfile(
      String name,
      Map<OperationGroup, ApiVersion> versions,
      @Nullable ApiVersion fallback,
      boolean definesClient) {
    this.name = name;
    this.versions = Map.copyOf(versions);
    this.fallback = fallback;
    this.definesClient = definesClient;
  }

  /** Returns {@link #DEFAULT}. */
  public static ApiProfile defaultProfile() {
    return DEFAULT;
  }

  /** Returns a profile that uses one version for every group. */
  public static ApiProfile of(ApiVersion version) {
    return builder().fallback(version).build();
  }

  /** Returns a profile that uses these versions and has none for other groups. */
  public static ApiProfile of(Map<OperationGroup, ApiVersion> versions) {
    return new ApiProfile("custom", ArgumentValidator.entries("versions", versions), null, true);
  }

  /**
   * Returns the profile of that name: {@code default}, {@code latest}, or one of Azure Stack's.
   *
   * @throws IllegalArgumentException if no profile has the name
   */
  public static ApiProfile named(String name) {
    if (name.equals(DEFAULT.name)) {
      return DEFAULT;
    }
    if (name.equals(LATEST.name)) {
      return LATEST;
    }
    if (WITHOUT_MANAGED_IDENTITY.contains(name)) {
      return new ApiProfile(name, Map.of(), null, false);
    }
    throw new IllegalArgumentException("No profile called '" + name + "'");
  }

  /** Returns a builder of a profile with a version for each group and perhaps a fallback. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the name; {@code custom} for a profile made by the caller. */
  public String name() {
    return name;
  }

  /** Returns the version for the group, or else the fallback; empty when there is neither. */
  public Optional<ApiVersion> version(OperationGroup group) {
    return Optional.ofNullable(versionOrNull(group));
  }

  @Nullable ApiVersion versionOrNull(OperationGroup group) {
    return versions.getOrDefault(group, fallback);
  }

  /** Whether Microsoft.ManagedIdentity is in the profile at all. */
  boolean definesClient() {
    return definesClient;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Builds an {@link ApiProfile}. */
  public static final class Builder {
    private final Map<OperationGroup, ApiVersion> versions = new TreeMap<>();
    private @Nullable ApiVersion fallback;

    private Builder() {}

    /** Uses the version for the group. */
    public Builder version(OperationGroup group, ApiVersion version) {
      versions.put(group, version);
      return this;
    }

    /** Uses the version for every group that has none of its own. */
    public Builder fallback(ApiVersion version) {
      this.fallback = version;
      return this;
    }

    /** Returns the profile. */
    public ApiProfile build() {
      return new ApiProfile("custom", versions, fallback, true);
    }
  }
}
