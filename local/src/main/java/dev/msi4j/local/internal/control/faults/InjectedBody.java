package dev.msi4j.local.internal.control.faults;

/**
 * A response body that replaces the error format of the protocol, such as the HTML page of a proxy.
 *
 * @param contentType the value of the Content-Type header
 */
public record InjectedBody(String contentType, String text) {
  /** Checks the content type. */
  public InjectedBody {
    if (contentType.isBlank() || !contentType.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "contentType is '"
              + contentType
              + "': it must be a media type in printable ASCII, such as text/html");
    }
  }
}
