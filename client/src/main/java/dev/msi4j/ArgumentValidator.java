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
 * Validates the arguments of operations before a request is sent. Checks that keep a path intact
 * always apply; the naming rules of Azure apply only if {@code azureRules} is set.
 */
record ArgumentValidator(boolean azureRules) {
  private static final String IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private static final int MAX_GROUP_LENGTH = 90;
  private static final int MIN_NAME_LENGTH = 3;
  private static final int MAX_IDENTITY_LENGTH = 128;
  private static final int MAX_CREDENTIAL_LENGTH = 120;

  /**
   * Validates a subscription id. Users often paste it with its path or with whitespace.
   *
   * @param name the name of the parameter or of the environment variable, for the error message
   */
  String subscriptionId(String name, String value) {
    pathSegment(name, value);
    if (!isSubscriptionId(value)) {
      // A subscription id within a resource id or surrounded by whitespace.
      var embedded =
          Pattern.compile("\\s*(?:/*subscriptions/)?([a-zA-Z0-9-]+)(?:/.*)?\\s*", CASE_INSENSITIVE)
              .matcher(value);
      throw invalid(
          name,
          value,
          "must be the id of a subscription alone, letters, digits and hyphens"
              + (embedded.matches() ? ": use '" + embedded.group(1) + "'" : ""));
    }
    return value;
  }

  String resourceGroup(String value) {
    pathSegment("resourceGroup", value);
    if (azureRules && !isGroupName(value)) {
      throw invalid(
          "resourceGroup",
          value,
          "must be 1 to 90 letters, digits, dots, underscores, hyphens or parentheses, and not end"
              + " with a dot");
    }
    return value;
  }

  String identityName(String value) {
    pathSegment("name", value);
    if (azureRules && !isName(value, MAX_IDENTITY_LENGTH)) {
      throw invalid(
          "name",
          value,
          "must be 3 to 128 letters, digits, hyphens or underscores, and start with a letter or"
              + " digit");
    }
    return value;
  }

  String credentialName(String value) {
    pathSegment("credentialName", value);
    if (azureRules && !isName(value, MAX_CREDENTIAL_LENGTH)) {
      throw invalid(
          "credentialName",
          value,
          "must be 3 to 120 letters, digits, hyphens or underscores, and start with a letter or"
              + " digit");
    }
    return value;
  }

  /** Returns the scope without leading and trailing slashes. */
  String scope(String value) {
    requireNonNull("scope", value);
    String path = withoutSlashesAtEnds(value);
    if (path.isBlank()) {
      throw invalid("scope", value, "must name a resource");
    }
    for (String segment : path.split("/", -1)) {
      if (isBlankOrDotSegment(segment)) {
        throw invalid("scope", value, "must not contain an empty segment, '.' or '..'");
      }
    }
    return path;
  }

  /** Runs in linear time; a regular expression would rescan from every slash. */
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

  /** Validates the id of a user-assigned identity in a resource group. */
  void identityId(ResourceId id) {
    requireNonNull("id", id);
    if (!isIdentity(id)) {
      throw invalid("id", id.toString(), "must be the id of a user-assigned identity");
    }
  }

  /**
   * Validates the id of a credential and returns the id of its identity.
   *
   * @param type the last part of the resource type of the credential
   */
  ResourceId ownerOfCredential(ResourceId id, String type) {
    requireNonNull("id", id);
    ResourceId identity = id.parent();
    if (identity == null || !isIdentity(identity) || !id.isType(IDENTITY_TYPE + "/" + type)) {
      throw invalid(
          "id",
          id.toString(),
          "must be the id of a resource of type " + IDENTITY_TYPE + "/" + type);
    }
    return identity;
  }

  private static boolean isIdentity(ResourceId id) {
    return id.isType(IDENTITY_TYPE)
        && id.subscriptionId() != null
        && id.resourceGroup() != null
        && id.equals(
            ResourceId.userAssignedIdentity(id.subscriptionId(), id.resourceGroup(), id.name()));
  }

  @Nullable Integer top(@Nullable Integer value) {
    return atLeast(1, "top", value);
  }

  @Nullable Integer skip(@Nullable Integer value) {
    return atLeast(0, "skip", value);
  }

  Identity identity(Identity value) {
    requireNonNull("identity", value);
    if (azureRules && (value.location() == null || value.location().isBlank())) {
      throw invalid("identity.location", value.location(), "must be set, such as westeurope");
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

  static <T> T requireNonNull(String parameter, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(parameter + " must not be null");
    }
    return value;
  }

  /**
   * Returns an unmodifiable copy of a list without null copyOfList.
   *
   * @throws IllegalArgumentException if the list or an item is null
   */
  static <T> List<T> copyOfList(String parameter, @Nullable Collection<T> values) {
    var copy = new ArrayList<T>();
    for (T value : requireNonNull(parameter, values)) {
      copy.add(requireNonNull(parameter + "[" + copy.size() + "]", value));
    }
    return Collections.unmodifiableList(copy);
  }

  /**
   * Returns an unmodifiable copy of a map in the same order, without null keys and values.
   *
   * @throws IllegalArgumentException if the map, a key or a value is null
   */
  static <K, V> Map<K, V> copyOfMap(String parameter, @Nullable Map<K, V> values) {
    var copy = new LinkedHashMap<K, V>();
    requireNonNull(parameter, values)
        .forEach((name, value) ->
            copy.put(
                requireNonNull("a key of " + parameter, name),
                requireNonNull(parameter + "['" + name + "']", value)));
    return Collections.unmodifiableMap(copy);
  }

  private @Nullable Integer atLeast(int least, String parameter, @Nullable Integer value) {
    if (azureRules && value != null && value < least) {
      throw invalid(parameter, value.toString(), "must be at least " + least);
    }
    return value;
  }

  private static void issuer(@Nullable String issuer) {
    String rule = "must be an absolute https URL";
    if (issuer == null) {
      throw invalid("credential.issuer", null, rule);
    }
    try {
      var url = new URI(issuer);
      if (!"https".equalsIgnoreCase(url.getScheme()) || !namesHost(url.getRawAuthority())) {
        throw invalid("credential.issuer", issuer, rule);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          invalid("credential.issuer", issuer, rule).getMessage(), e);
    }
  }

  /**
   * Returns whether an authority has a host. {@link URI#getHost} returns null for hosts that RFC
   * 2396 does not allow but DNS does, such as names with an underscore or with non-ASCII letters.
   */
  private static boolean namesHost(@Nullable String authority) {
    return authority != null && !authority.isEmpty() && !authority.startsWith(":");
  }

  private static void subjectOrExpression(FederationProperties value) {
    boolean subject = value.subject() != null && !value.subject().isBlank();
    ClaimsMatchingExpression matching = value.claimsMatchingExpression();
    boolean expression = matching != null && !matching.value().isBlank();
    if (subject && expression) {
      throw invalid(
          "credential.subject",
          value.subject(),
          "must not be set together with a claimsMatchingExpression");
    }
    if (!subject && !expression) {
      throw invalid(
          "credential.subject",
          value.subject(),
          "must be set, unless the API version supports a claimsMatchingExpression and one is set");
    }
  }

  private static void audiences(FederationProperties value) {
    if (value.audiences().isEmpty()) {
      throw invalid(
          "credential.audiences",
          "[]",
          "must contain an audience, such as api://AzureADTokenExchange");
    }
    for (String audience : value.audiences()) {
      if (audience.isBlank()) {
        throw invalid("credential.audiences", audience, "must not be blank");
      }
    }
  }

  private static String pathSegment(String parameter, String value) {
    requireNonNull(parameter, value);
    if (isBlankOrDotSegment(value)) {
      throw invalid(parameter, value, "must not be blank, '.' or '..'");
    }
    return value;
  }

  /**
   * HTTP clients resolve dot segments (RFC 3986, section 5.2.4) even if they are percent-encoded,
   * so encoding cannot keep them in the path.
   */
  private static boolean isBlankOrDotSegment(String segment) {
    return segment.isBlank() || segment.equals(".") || segment.equals("..");
  }

  private static boolean isSubscriptionId(String value) {
    for (var index = 0; index < value.length(); index++) {
      if (!isLetterOrDigit(value.charAt(index)) && value.charAt(index) != '-') {
        return false;
      }
    }
    return true;
  }

  /**
   * Allows letters, digits and combining marks of any script: Azure accepts them, although the
   * pattern in the REST specification lists ASCII only. Source: "Naming rules and restrictions for
   * Azure resources" (learn.microsoft.com).
   */
  private static boolean isGroupName(String value) {
    var count = 0;
    var last = 0;
    for (var index = 0; index < value.length(); index += Character.charCount(last)) {
      last = value.codePointAt(index);
      count++;
      if (!isInGroupName(last)) {
        return false;
      }
    }
    return count >= 1 && count <= MAX_GROUP_LENGTH && last != '.';
  }

  private static boolean isInGroupName(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> "._()-".indexOf(c) >= 0;
    };
  }

  /** Source: the same document, Microsoft.ManagedIdentity; the swagger has the same pattern. */
  private static boolean isName(String value, int maxLength) {
    for (var index = 0; index < value.length(); index++) {
      var c = value.charAt(index);
      if (!isLetterOrDigit(c) && (index == 0 || (c != '-' && c != '_'))) {
        return false;
      }
    }
    return value.length() >= MIN_NAME_LENGTH && value.length() <= maxLength;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static IllegalArgumentException invalid(
      String parameter, @Nullable String value, String rule) {
    return new IllegalArgumentException(parameter + " '" + value + "' " + rule);
  }
}
