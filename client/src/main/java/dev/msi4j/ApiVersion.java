package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An API version of Microsoft.ManagedIdentity. Immutable.
 *
 * <p>Versions are ordered by date; a preview precedes the release of the same date. A version that
 * this library does not know is treated as newer than all known versions: it has the operations and
 * properties of {@link #V2026_05_31}.
 *
 * <p>Source: azure-rest-api-specs, {@code
 * specification/msi/resource-manager/Microsoft.ManagedIdentity}.
 */
public final class ApiVersion implements ExpandableEnum<String>, Comparable<ApiVersion> {
  private static final Pattern FORMAT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z0-9.]+)?");
  private static final int DATE_LENGTH = 10;
  private static final Comparator<ApiVersion> ORDER =
      Comparator.comparing(ApiVersion::date)
          .thenComparing(ApiVersion::isPreview, Comparator.reverseOrder())
          .thenComparing(ApiVersion::getValue);

  /** 2018-11-30: user-assigned and system-assigned identities. */
  public static final ApiVersion V2018_11_30 = new ApiVersion("2018-11-30");

  /** 2021-09-30-preview: adds the list of associated resources. */
  public static final ApiVersion V2021_09_30_PREVIEW = new ApiVersion("2021-09-30-preview");

  /** 2022-01-31-preview: adds federated identity credentials. */
  public static final ApiVersion V2022_01_31_PREVIEW = new ApiVersion("2022-01-31-preview");

  /**
   * 2023-01-31: first release of federated identity credentials; without the list of associated
   * resources.
   */
  public static final ApiVersion V2023_01_31 = new ApiVersion("2023-01-31");

  /** 2023-07-31-preview: adds the revocation of tokens. */
  public static final ApiVersion V2023_07_31_PREVIEW = new ApiVersion("2023-07-31-preview");

  /** 2024-11-30: adds the isolation scope. */
  public static final ApiVersion V2024_11_30 = new ApiVersion("2024-11-30");

  /** 2025-01-31-preview: adds flexible federated identity credentials. */
  public static final ApiVersion V2025_01_31_PREVIEW = new ApiVersion("2025-01-31-preview");

  /** 2025-05-31-preview: adds assignment restrictions. */
  public static final ApiVersion V2025_05_31_PREVIEW = new ApiVersion("2025-05-31-preview");

  /** 2026-04-30: has the same operations and properties as 2024-11-30. */
  public static final ApiVersion V2026_04_30 = new ApiVersion("2026-04-30");

  /** 2026-05-31: first release of assignment restrictions. */
  public static final ApiVersion V2026_05_31 = new ApiVersion("2026-05-31");

  /** The version of a client for which no other version is set: 2024-11-30. */
  public static final ApiVersion DEFAULT = V2024_11_30;

  private static final List<ApiVersion> KNOWN =
      List.of(
          V2018_11_30,
          V2021_09_30_PREVIEW,
          V2022_01_31_PREVIEW,
          V2023_01_31,
          V2023_07_31_PREVIEW,
          V2024_11_30,
          V2025_01_31_PREVIEW,
          V2025_05_31_PREVIEW,
          V2026_04_30,
          V2026_05_31);

  private final String value;
  private final String query;

  private ApiVersion(String value) {
    this.value = value;
    this.query = "?api-version=" + value;
  }

  /**
   * Returns the version with the given name.
   *
   * @param value a date and optionally a suffix, such as {@code 2024-11-30} or {@code
   *     2022-01-31-preview}; any such value is accepted, known or not
   * @return the version
   * @throws IllegalArgumentException if the value does not have that format
   */
  public static ApiVersion of(String value) {
    if (value == null || !FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "apiVersion '"
              + value
              + "' must be a date with an optional suffix, such as 2024-11-30 or"
              + " 2022-01-31-preview");
    }
    for (ApiVersion known : KNOWN) {
      if (known.value.equals(value)) {
        return known;
      }
    }
    return new ApiVersion(value);
  }

  /** {@return the versions that this library knows, oldest first} */
  public static List<ApiVersion> known() {
    return KNOWN;
  }

  /** {@return whether this library knows the version} */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** {@return whether the version has a suffix, such as {@code -preview}} */
  public boolean isPreview() {
    return value.length() > DATE_LENGTH;
  }

  /** Returns the query of a request without other parameters. */
  String query() {
    return query;
  }

  private String date() {
    return value.substring(0, DATE_LENGTH);
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiVersion version && value.equals(version.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  /** Returns the value as it is sent in the {@code api-version} parameter. */
  @Override
  public String toString() {
    return value;
  }
}
