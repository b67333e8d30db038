package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An API version of Microsoft.ManagedIdentity. Immutable. A version this library does not know is
 * taken to be newer than all it knows: it has whatever {@link #V2026_05_31} has.
 *
 * <p>Versions are ordered by date; a preview comes before the release of the same date.
 */
public final class ApiVersion implements ExpandableEnum<String>, Comparable<ApiVersion> {
  private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z0-9.]+)?");
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

  /** 2023-01-31: federated identity credentials released, no list of associated resources. */
  public static final ApiVersion V2023_01_31 = new ApiVersion("2023-01-31");

  /** 2023-07-31-preview: adds the revocation of tokens. */
  public static final ApiVersion V2023_07_31_PREVIEW = new ApiVersion("2023-07-31-preview");

  /** 2024-11-30: adds the isolation scope. */
  public static final ApiVersion V2024_11_30 = new ApiVersion("2024-11-30");

  /** 2025-01-31-preview: adds flexible federated identity credentials. */
  public static final ApiVersion V2025_01_31_PREVIEW = new ApiVersion("2025-01-31-preview");

  /** 2025-05-31-preview: adds assignment restrictions. */
  public static final ApiVersion V2025_05_31_PREVIEW = new ApiVersion("2025-05-31-preview");

  /** 2026-04-30: the same shapes as 2024-11-30. */
  public static final ApiVersion V2026_04_30 = new ApiVersion("2026-04-30");

  /** 2026-05-31: assignment restrictions released. */
  public static final ApiVersion V2026_05_31 = new ApiVersion("2026-05-31");

  /** What a client uses unless it is told otherwise: 2024-11-30. */
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

  private ApiVersion(String value) {
    this.value = value;
  }

  /**
   * Returns the version written this way.
   *
   * @param value a date and perhaps a suffix, such as {@code 2024-11-30} or {@code
   *     2022-01-31-preview}; it need not be one this library knows
   * @throws IllegalArgumentException if the value does not have that form
   */
  public static ApiVersion of(String value) {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "apiVersion '"
              + value
              + "' must be a date and perhaps a suffix, such as 2024-11-30 or 2022-01-31-preview");
    }
    for (ApiVersion known : KNOWN) {
      if (known.value.equals(value)) {
        return known;
      }
    }
    return new ApiVersion(value);
  }

  /** Returns the versions this library knows, oldest first. */
  public static List<ApiVersion> known() {
    return KNOWN;
  }

  /** Returns whether this library knows the version. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** Returns whether the version carries a suffix, as previews do. */
  public boolean isPreview() {
    return value.length() > DATE_LENGTH;
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

  /** Returns the version as it is sent. */
  @Override
  public String toString() {
    return value;
  }
}
