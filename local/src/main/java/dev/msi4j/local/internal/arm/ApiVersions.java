package dev.msi4j.local.internal.arm;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A set of api-versions: a list, newest first, or every well-formed version. */
public final class ApiVersions {
  private static final Pattern WELL_FORMED =
      Pattern.compile("20\\d\\d-[01]\\d-[0-3]\\d(-[a-zA-Z][a-zA-Z0-9]*)?");

  private final List<String> listed;
  private final boolean any;

  private ApiVersions(List<String> listed, boolean any) {
    this.listed = listed;
    this.any = any;
  }

  /** Returns the set of the given versions. */
  public static ApiVersions of(String... versions) {
    return new ApiVersions(List.of(versions), false);
  }

  /**
   * Returns the set of all well-formed versions, for operations whose responses are the same in all
   * versions.
   *
   * @param listed the versions in the provider's list of resource types
   */
  public static ApiVersions any(String... listed) {
    return new ApiVersions(List.of(listed), true);
  }

  /** Returns the versions of this set that are not older than the given one. */
  public ApiVersions since(String first) {
    return any ? this : keep(version -> version.compareTo(first) >= 0);
  }

  /** Returns the versions of this set that are among the given ones. */
  public ApiVersions only(String... versions) {
    return keep(List.of(versions)::contains);
  }

  /** Returns the versions for lists and error messages, newest first. */
  public List<String> listed() {
    return listed;
  }

  boolean contain(String version) {
    return any ? isWellFormed(version) : listed.contains(version);
  }

  /** Returns whether a text is a date, optionally followed by a suffix such as {@code -preview}. */
  public static boolean isWellFormed(String version) {
    return WELL_FORMED.matcher(version).matches();
  }

  private ApiVersions keep(Predicate<String> kept) {
    return new ApiVersions(listed.stream().filter(kept).toList(), false);
  }
}
