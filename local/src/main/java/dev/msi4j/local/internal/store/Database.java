package dev.msi4j.local.internal.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Address and credentials of a PostgreSQL database. The string form has neither credentials nor
 * query parameters.
 *
 * @param url the JDBC URL, without user and password
 */
public record Database(String url, @Nullable String user, @Nullable String password) {
  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Parses a JDBC URL.
   *
   * @param url a URL of the PostgreSQL JDBC driver; its query may have {@code user} and {@code
   *     password}
   * @param variables environment variables; {@code PGUSER} and {@code PGPASSWORD} apply if the URL
   *     has no credentials
   * @throws IllegalArgumentException if the URL is not the URL of a PostgreSQL database
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

  /** Returns a URL without its possible secrets: the query and the user information. */
  private static String shown(String url) {
    return url.split("\\?", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  @Override
  public String toString() {
    return shown(url);
  }
}
