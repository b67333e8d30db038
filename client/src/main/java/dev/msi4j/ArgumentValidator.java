package dev.msi4j;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the arguments of operations before anything is sent. What a path needs to stay whole is
 * always checked; Azure's own rules for names and values only if the client validates.
 */
record ArgumentValidator(boolean azureRules) {
  /**
   * Letters, digits and combining marks of any script, as Azure accepts them. The pattern in the
   * REST specification lists ASCII only, and the service does not enforce it.
   */
  private static final Pattern GROUP =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}._()-]{0,89}[\\p{L}\\p{M}\\p{N}_()-]");

  private static final Pattern IDENTITY = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}");
  private static final Pattern CREDENTIAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

  private static final Pattern SUBSCRIPTION = Pattern.compile("[a-zA-Z0-9-]+");

  /** A subscription id with blanks, or as part of a resource id. */
  private static final Pattern WITHIN =
      Pattern.compile("\\s*(?:/*subscriptions/)?([a-zA-Z0-9-]+)(?:/.*)?\\s*", CASE_INSENSITIVE);

  /**
   * Checks a subscription id, which people copy with more around it.
   *
   * @param name what the caller knows the value by
   */
  String subscriptionId(String name, String value) {
    pathSegment(name, value);
    if (!SUBSCRIPTION.matcher(value).matches()) {
      var inner = WITHIN.matcher(value);
      throw broken(
          name,
          value,
          "must be the id of a subscription alone, letters, digits and hyphens"
              + (inner.matches() ? ": use '" + inner.group(1) + "'" : ""));
    }
    return value;
  }

  String resourceGroup(String value) {
    pathSegment("resourceGroup", value);
    if (azureRules && !GROUP.matcher(value).matches()) {
      throw broken(
          "resourceGroup",
          value,
          "must be 1 to 90 letters, digits, dots, underscores, hyphens or parentheses, and not end"
              + " with a dot");
    }
    return value;
  }

  String identityName(String value) {
    pathSegment("name", value);
    if (azureRules && !IDENTITY.matcher(value).matches()) {
      throw broken(
          "name",
          value,
          "must be 3 to 128 letters, digits, hyphens or underscores, and start with a letter or"
              + " digit");
    }
    return value;
  }

  String credentialName(String value) {
    pathSegment("credentialName", value);
    if (azureRules && !CREDENTIAL.matcher(value).matches()) {
      throw broken(
          "credentialName",
          value,
          "must be 3 to 120 letters, digits, hyphens or underscores, and start with a letter or"
              + " digit");
    }
    return value;
  }

  /** Returns the scope without slashes at its ends. */
  String scope(String value) {
    present("scope", value);
    String inner = withoutSlashesAtEnds(value);
    if (inner.isBlank()) {
      throw broken("scope", value, "must name a resource");
    }
    for (String segment : inner.split("/", -1)) {
      if (leavesPath(segment)) {
        throw broken("scope", value, "must not contain an empty part, '.' or '..' between slashes");
      }
    }
    return inner;
  }

  /** Not by a regular expression, which would look for the end from each slash on. */
  private static String withoutSlashesAtEnds(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && value.charAt(start) == '/') {
      start++;
    }
    while (end > start && value.charAt(end - 1) == '/') {
      end--;
    }
    return value.substring(start, end);
  }

  ResourceId identityId(ResourceId value) {
    present("id", value);
    if (!value.isType("Microsoft.ManagedIdentity/userAssignedIdentities")) {
      throw broken("id", value.toString(), "must be the id of a user-assigned identity");
    }
    return value;
  }

  @Nullable Integer top(@Nullable Integer value) {
    return atLeast(1, "top", value);
  }

  @Nullable Integer skip(@Nullable Integer value) {
    return atLeast(0, "skip", value);
  }

  Identity identity(Identity value) {
    present("identity", value);
    if (azureRules && (value.location() == null || value.location().isBlank())) {
      throw broken("identity.location", value.location(), "must be set, such as westeurope");
    }
    return value;
  }

  FederationProperties federation(FederationProperties value) {
    if (azureRules) {
      issuer(value.issuer());
      subjectOrExpression(value);
      audiences(value);
    }
    return value;
  }

  static <T> T present(String parameter, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(parameter + " must not be null");
    }
    return value;
  }

  /**
   * Returns a copy of a list, none of whose items is null.
   *
   * @throws IllegalArgumentException if the list or an item is null
   */
  static <T> List<T> items(String parameter, @Nullable Collection<T> values) {
    var copy = new ArrayList<T>();
    for (T value : present(parameter, values)) {
      copy.add(present(parameter + "[" + copy.size() + "]", value));
    }
    return Collections.unmodifiableList(copy);
  }

  /**
   * Returns a copy of a map in its order, none of whose names and values is null.
   *
   * @throws IllegalArgumentException if the map, a name or a value is null
   */
  static <K, V> Map<K, V> entries(String parameter, @Nullable Map<K, V> values) {
    var copy = new LinkedHashMap<K, V>();
    present(parameter, values)
        .forEach((name, value) ->
            copy.put(
                present("a name in " + parameter, name),
                present(parameter + "['" + name + "']", value)));
    return Collections.unmodifiableMap(copy);
  }

  private @Nullable Integer atLeast(int least, String parameter, @Nullable Integer value) {
    if (azureRules && value != null && value < least) {
      throw broken(parameter, value.toString(), "must be at least " + least);
    }
    return value;
  }

  private static void issuer(@Nullable String issuer) {
    String rule = "must be an absolute https URL";
    if (issuer == null) {
      throw broken("credential.issuer", null, rule);
    }
    try {
      var url = new URI(issuer);
      if (!"https".equalsIgnoreCase(url.getScheme()) || !namesHost(url.getRawAuthority())) {
        throw broken("credential.issuer", issuer, rule);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(broken("credential.issuer", issuer, rule).getMessage(), e);
    }
  }

  /**
   * Returns whether an authority has a host. {@link URI#getHost} is null for hosts that only DNS
   * accepts, such as those with an underscore or with letters beyond ASCII.
   */
  private static boolean namesHost(@Nullable String authority) {
    return authority != null && !authority.isEmpty() && !authority.startsWith(":");
  }

  private static void subjectOrExpression(FederationProperties value) {
    boolean subject = value.subject() != null && !value.subject().isBlank();
    ClaimsMatchingExpression matching = value.claimsMatchingExpression();
    boolean expression = matching != null && !matching.value().isBlank();
    if (subject && expression) {
      throw broken(
          "credential.subject", value.subject(), "must not be set along with an expression");
    }
    if (!subject && !expression) {
      throw broken(
          "credential.subject",
          value.subject(),
          "must be set, or else a claimsMatchingExpression where the API version has one");
    }
  }

  private static void audiences(FederationProperties value) {
    if (value.audiences().isEmpty()) {
      throw broken(
          "credential.audiences",
          "[]",
          "must name an audience, such as api://AzureADTokenExchange");
    }
    for (String audience : value.audiences()) {
      if (audience.isBlank()) {
        throw broken("credential.audiences", audience, "must not contain a blank");
      }
    }
  }

  private static String pathSegment(String parameter, String value) {
    present(parameter, value);
    if (leavesPath(value)) {
      throw broken(parameter, value, "must not be blank, '.' or '..'");
    }
    return value;
  }

  /** HTTP clients resolve dots in a path, encoded or not, so that encoding cannot keep them in. */
  private static boolean leavesPath(String segment) {
    return segment.isBlank() || segment.equals(".") || segment.equals("..");
  }

  private static IllegalArgumentException broken(
      String parameter, @Nullable String value, String rule) {
    return new IllegalArgumentException(parameter + " '" + value + "' " + rule);
  }
}
