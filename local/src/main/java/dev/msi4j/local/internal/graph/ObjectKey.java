package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Request;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The key that addresses an object in a path: its id, as in {@code applications/ID}, or another
 * unique property, as in {@code applications(appId='ID')}.
 *
 * @param property the name of the property
 */
record ObjectKey(String property, String value) {
  /** The property of a key without a name. */
  static final String ID = "id";

  private static final Pattern KEY = Pattern.compile("\\((?:(\\w++)=)?'([^']*+)'\\)");
  private static final Pattern KEYED_SEGMENT =
      Pattern.compile("/(\\w++)(\\((?:\\w++=)?(?:'|%27)[^/)]*+\\))", Pattern.CASE_INSENSITIVE);

  static ObjectKey parse(String text) {
    var key = KEY.matcher(text);
    if (!key.matches()) {
      return new ObjectKey(ID, text);
    }
    var name = key.group(1);
    return new ObjectKey(name == null ? ID : name, key.group(2));
  }

  /** Returns a request in whose path each key in parentheses is a segment of its own. */
  static Request separated(Request request) {
    return request.path().indexOf('(') < 0
        ? request
        : request.withPath(KEYED_SEGMENT.matcher(request.path()).replaceAll("/$1/$2"));
  }

  /** Returns the value as a GUID if the key names a property. */
  Optional<UUID> guid(String name) {
    return property.equalsIgnoreCase(name) ? Guids.parse(value) : Optional.empty();
  }
}
