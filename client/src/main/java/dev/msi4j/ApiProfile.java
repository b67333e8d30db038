package dev.msi4j;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The API versions of a client, by operation group. Immutable.
 *
 * <p>{@link #named} also knows the Azure Stack profiles {@code 2017-03-09-profile}, {@code
 * 2018-03-01-hybrid}, {@code 2019-03-01-hybrid} and {@code 2020-09-01-hybrid} of the Azure SDKs
 * (azure-rest-api-specs, folder {@code profile}). These profiles do not contain
 * Microsoft.ManagedIdentity: no client can be built with them.
 */
public final class ApiProfile {
  private static final Set<String> WITHOUT_MANAGED_IDENTITY =
      Set.of("2017-03-09-profile", "2018-03-01-hybrid", "2019-03-01-hybrid", "2020-09-01-hybrid");

  /** {@link ApiVersion#DEFAULT} for every operation group; the profile of a client without one. */
  public static final ApiProfile DEFAULT =
      new ApiProfile("default", Map.of(), ApiVersion.DEFAULT, true);

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

  /**
   * Returns a profile that uses one version for every group.
   *
   * @param version the version
   * @return the profile
   */
  public static ApiProfile of(ApiVersion version) {
    return builder().fallback(version).build();
  }

  /**
   * Returns a profile with a version for each of the given groups and none for the others.
   *
   * @param versions the version by group
   * @return the profile
   * @throws IllegalArgumentException if the map, a key or a value is null
   */
  public static ApiProfile of(Map<OperationGroup, ApiVersion> versions) {
    return new ApiProfile("custom", ArgumentValidator.copyOfMap("versions", versions), null, true);
  }

  /**
   * Returns a profile by its name.
   *
   * @param name {@code default}, its alias {@code latest}, or the name of an Azure Stack profile
   * @return the profile
   * @throws IllegalArgumentException if no profile has the name
   */
  public static ApiProfile named(String name) {
    if (name.equals(DEFAULT.name) || name.equals("latest")) {
      return DEFAULT;
    }
    if (WITHOUT_MANAGED_IDENTITY.contains(name)) {
      return new ApiProfile(name, Map.of(), null, false);
    }
    throw new IllegalArgumentException(
        "profile '" + name + "' does not exist: use default or latest");
  }

  /** {@return a builder of a profile} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the name; {@code custom} for a profile built by the caller} */
  public String name() {
    return name;
  }

  /**
   * Returns the version of an operation group.
   *
   * @param group the group
   * @return the version of the group or else the fallback version; empty if the profile has neither
   */
  public Optional<ApiVersion> version(OperationGroup group) {
    return Optional.ofNullable(versionOrNull(group));
  }

  @Nullable ApiVersion versionOrNull(OperationGroup group) {
    return versions.getOrDefault(group, fallback);
  }

  /** Returns whether the profile contains Microsoft.ManagedIdentity. */
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

    /**
     * Sets the version of one group.
     *
     * @param group the group
     * @param version the version
     * @return this builder
     */
    public Builder version(OperationGroup group, ApiVersion version) {
      versions.put(group, version);
      return this;
    }

    /**
     * Sets the version of all groups that have no version set.
     *
     * @param version the version
     * @return this builder
     */
    public Builder fallback(ApiVersion version) {
      this.fallback = version;
      return this;
    }

    /** {@return a profile with the versions set} */
    public ApiProfile build() {
      return new ApiProfile("custom", versions, fallback, true);
    }
  }
}
