package dev.msi4j;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the arguments of operations before anything is sent. What a path needs to stay whole is
 * always checked; Azure's own rules for names and values only if the client validates.
 */
record Arguments(boolean azureRules) {
  private static final int LONGEST_GROUP = 90;
  private static final Pattern SUBSCRIPTION = Pattern.compile("[a-zA-Z0-9-]+");

  /** A subscription id with blanks, or as part of a resource id. */
  private static final Pattern WITHIN =
      Pattern.compile("\\s*(?:/*subscriptions/)?([a-zA-Z0-9-]+)(?:/.*)?\\s*", CASE_INSENSITIVE);

  private static final Pattern GROUP = Pattern.compile("[a-zA-Z0-9._()\\-]*[a-zA-Z0-9_()]");
  private static final Pattern IDENTITY = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}");
  private static final Pattern CREDENTIAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

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
    if (azureRules && (value.length() > LONGEST_GROUP || !GROUP.matcher(value).matches())) {
      throw broken(
          "resourceGroup",
          value,
          "must be 1 to 90 letters, digits, dots, underscores, hyphens or parentheses, and not end"
              + " with a dot or a hyphen");
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
    String inner = value.replaceAll("^/+|/+$", "");
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

  Federation federation(Federation value) {
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
      if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
        throw broken("credential.issuer", issuer, rule);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(broken("credential.issuer", issuer, rule).getMessage(), e);
    }
  }

  private static void subjectOrExpression(Federation value) {
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

  private static void audiences(Federation value) {
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
