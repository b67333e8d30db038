package dev.msi4j.local.internal.arm;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The api-versions that something exists in: a list, newest first, or any that is well-formed. */
public final class ApiVersions {
  private static final Pattern WELL_FORMED =
      Pattern.compile("20\\d\\d-[01]\\d-[0-3]\\d(-[a-zA-Z][a-zA-Z0-9]*)?");

  private final List<String> listed;
  private final boolean any;

  private ApiVersions(List<String> listed, boolean any) {
    this.listed = listed;
    this.any = any;
  }

  /** Exactly these versions. */
  public static ApiVersions of(String... versions) {
    return new ApiVersions(List.of(versions), false);
  }

  /**
   * Every well-formed version: for a part of Azure whose answers have not changed in what is served
   * here.
   *
   * @param listed those that a catalogue of the provider names
   */
  public static ApiVersions any(String... listed) {
    return new ApiVersions(List.of(listed), true);
  }

  /** Of these, the ones from a date on. */
  public ApiVersions since(String first) {
    return any ? this : keep(version -> version.compareTo(first) >= 0);
  }

  /** Of these, only the named ones. */
  public ApiVersions only(String... versions) {
    return keep(List.of(versions)::contains);
  }

  /** The versions to name to a caller, newest first. */
  public List<String> listed() {
    return listed;
  }

  boolean contain(String version) {
    return any ? isWellFormed(version) : listed.contains(version);
  }

  /** Whether a text has the form of a version: a date, perhaps with a word such as preview. */
  public static boolean isWellFormed(String version) {
    return WELL_FORMED.matcher(version).matches();
  }

  private ApiVersions keep(Predicate<String> kept) {
    return new ApiVersions(listed.stream().filter(kept).toList(), false);
  }
}
