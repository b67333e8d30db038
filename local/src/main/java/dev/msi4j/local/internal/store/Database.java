package dev.msi4j.local.internal.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database and who signs in to it. Its string form is what people may see: neither the
 * password nor anything else behind the name of the database.
 *
 * @param url without user and password
 */
public record Database(String url, @Nullable String user, @Nullable String password) {
  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Reads the URL of a database.
   *
   * @param url as the PostgreSQL driver takes it; may have {@code user} and {@code password}
   * @param variables where {@code PGUSER} and {@code PGPASSWORD} are if the URL has none
   * @throws IllegalArgumentException if it is not the URL of a PostgreSQL database
   */
  public static Database of(String url, Map<String, String> variables) {
    check(url);
    var credentials = new HashMap<String, String>();
    var others = new ArrayList<String>();
    var parts = url.split("\\?", 2);
    for (var parameter : parts.length < 2 ? new String[0] : parts[1].split("&", -1)) {
      var pair = parameter.split("=", 2);
      if (pair.length == 2 && (pair[0].equals("user") || pair[0].equals("password"))) {
        credentials.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      } else if (!parameter.isEmpty()) {
        others.add(parameter);
      }
    }
    return new Database(
        others.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", others),
        credentials.getOrDefault("user", variables.get("PGUSER")),
        credentials.getOrDefault("password", variables.get("PGPASSWORD")));
  }

  private static void check(String url) {
    var shown = shown(url);
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "database is '" + shown + "': it must start with jdbc:postgresql:");
    }
    if (shown.length() != url.split("\\?", 2)[0].length()) {
      throw new IllegalArgumentException(
          "database is '"
              + shown
              + "': user and password must be in PGUSER and PGPASSWORD, or in its query as user="
              + " and password=");
    }
  }

  /** A URL without what may be secret: its query, and what stands before an at sign. */
  private static String shown(String url) {
    return url.split("\\?", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  @Override
  public String toString() {
    return shown(url);
  }
}
