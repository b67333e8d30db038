package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.AzureException;
import com.azure.core.exception.HttpResponseException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests responses that are truncated, or have a value of another type, at every position. The
 * caller gets a model or an exception that reports the unreadable body, never an exception of the
 * parser.
 */
class CorruptedResponsesTests {
  /** Matches the start of a value by the preceding characters. */
  private static final Pattern VALUE = Pattern.compile("(?<=\":|\\[)(?=[\"\\[{\\dt])");

  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "1",
          "-1.5e300",
          "true",
          "\"\"",
          "\"x\"",
          "[]",
          "[null]",
          "[[1]]",
          "{}",
          "{\"a\":{\"b\":[1]}}");
  private static final String SYSTEM_DATA =
      "\"systemData\":{\"createdBy\":\"a\",\"createdByType\":\"User\","
          + "\"createdAt\":\"2024-01-02T03:04:05.6Z\",\"lastModifiedBy\":\"b\","
          + "\"lastModifiedByType\":\"Key\",\"lastModifiedAt\":\"2024-01-02T03:04:05Z\"}";
  private static final String GUIDS =
      "\"tenantId\":\"11111111-1111-1111-1111-111111111111\","
          + "\"principalId\":\"22222222-2222-2222-2222-222222222222\","
          + "\"clientId\":\"33333333-3333-3333-3333-333333333333\"";
  private static final String HEAD = "\"id\":\"/a/b\",\"name\":\"n\",\"type\":\"t\",";
  private static final String ISSUER = "\"issuer\":\"https://i\",\"audiences\":[\"a\",\"b\"],";

  static Stream<Operation> operations() {
    return Stream.of(
        new Operation(
            "identity",
            "{"
                + HEAD
                + "\"location\":\"here\",\"tags\":{\"a\":\"b\"},\"properties\":{"
                + GUIDS
                + ",\"isolationScope\":\"None\",\"assignmentRestrictions\":{\"providers\":[\"p\"]},"
                + "\"newer\":{\"x\":[1]}},"
                + SYSTEM_DATA
                + ",\"zones\":[\"1\"]}",
            client -> client.userAssignedIdentities().get("group", "name")),
        new Operation(
            "system assigned",
            "{"
                + HEAD
                + "\"location\":\"here\",\"tags\":{\"a\":\"b\"},\"properties\":{"
                + GUIDS
                + ",\"clientSecretUrl\":\"https://s\"},"
                + SYSTEM_DATA
                + "}",
            client -> client.systemAssignedIdentities().getByScope("a")),
        new Operation(
            "credential",
            "{"
                + HEAD
                + "\"properties\":{"
                + ISSUER
                + "\"subject\":\"s\","
                + "\"claimsMatchingExpression\":{\"value\":\"v\",\"languageVersion\":1}},"
                + SYSTEM_DATA
                + "}",
            client -> client.federatedIdentityCredentials().get("group", "name", "cred")),
        new Operation(
            "flexible",
            "{"
                + HEAD
                + "\"properties\":{"
                + ISSUER
                + "\"claimsMatchingExpression\":{\"value\":\"v\",\"languageVersion\":1}}}",
            client -> client.flexibleFederatedIdentityCredentials().get("group", "name", "cred")),
        new Operation(
            "identities",
            "{\"value\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"nextLink\":\"\",\"count\":2}",
            client -> client.userAssignedIdentities().listBySubscription().forEach(each -> {})),
        new Operation(
            "associated",
            "{\"totalCount\":1,\"value\":[{\"id\":\"/a\",\"name\":\"a\",\"type\":\"t\","
                + "\"resourceGroup\":\"g\",\"subscriptionId\":\"s\",\"subscriptionDisplayName\":\"d\"}]}",
            client ->
                client
                    .userAssignedIdentities()
                    .listAssociatedResources("group", "name")
                    .forEach(each -> {})),
        new Operation(
            "operations",
            "{\"value\":[{\"name\":\"a\",\"display\":{\"provider\":\"p\",\"operation\":\"o\","
                + "\"resource\":\"r\",\"description\":\"d\"},\"origin\":\"user\"}]}",
            client -> client.operations().list().forEach(each -> {})));
  }

  record Operation(String name, String response, Consumer<ManagedServiceIdentityClient> call) {
    @Override
    public String toString() {
      return name;
    }

    /** Returns the exception of a call that gets the body and then status 501 for the next page. */
    @Nullable RuntimeException failure(int status, String body) {
      var http = new CannedHttpClient().respond(status, body).respond(501, "");
      try {
        call.accept(http.client().apiVersion(ApiVersion.V2025_05_31_PREVIEW).buildClient());
        return null;
      } catch (RuntimeException e) {
        return e;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void intactResponsesAreRead(Operation operation) {
    assertThat(operation.failure(200, operation.response)).isNull();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void valuesOfAnotherTypeAreReported(Operation operation) {
    assertThat(mangled(operation.response).count()).isGreaterThan(20);
    assertThat(mangled(operation.response))
        .allSatisfy(body -> assertReported(operation.failure(200, body)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void truncatedResponsesAreReported(Operation operation) {
    IntStream.range(0, operation.response.length())
        .mapToObj(end -> operation.response.substring(0, end))
        .forEach(body ->
            assertThat(operation.failure(200, body))
                .describedAs(body)
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("the response body could not be parsed"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void deeplyNestedResponsesAreReported(Operation operation) {
    for (String part : List.of("[", "{\"a\":", "{\"properties\":", "{\"value\":[")) {
      assertReported(operation.failure(200, part.repeat(50_000)));
      assertReported(operation.failure(200, "{\"other\":" + part.repeat(50_000)));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void corruptedErrorsAreReported(Operation operation) {
    String error =
        "{\"error\":{\"code\":\"C\",\"message\":\"m\",\"target\":\"t\",\"details\":[{\"code\":\"D\","
            + "\"details\":[{\"message\":\"e\"}]}],\"additionalInfo\":[{\"type\":\"P\",\"info\":{}}]}}";

    Stream<String> cut =
        IntStream.range(0, error.length()).mapToObj(end -> error.substring(0, end));
    assertThat(Stream.concat(mangled(error), cut))
        .allSatisfy(body ->
            assertThat(operation.failure(400, body))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("status 400"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void deeplyNestedErrorsAreReported(Operation operation) {
    for (String part : List.of("[", "{\"error\":", "{\"details\":[", "{\"additionalInfo\":[")) {
      assertThat(operation.failure(400, part.repeat(50_000)))
          .isInstanceOf(HttpResponseException.class);
      assertThat(operation.failure(400, "{\"error\":" + part.repeat(50_000)))
          .isInstanceOf(HttpResponseException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aByteOrderMarkIsAccepted(Operation operation) {
    assertThat(operation.failure(200, "\uFEFF" + operation.response)).isNull();
    assertThat(operation.failure(400, "\uFEFF{\"error\":{\"code\":\"C\",\"message\":\"m\"}}"))
        .hasMessageContaining("status 400 C: m");
  }

  private static void assertReported(@Nullable RuntimeException failure) {
    if (failure != null) {
      assertThat(failure).isInstanceOf(AzureException.class);
    }
  }

  private static Stream<String> mangled(String json) {
    return VALUE
        .matcher(json)
        .results()
        .flatMap(value ->
            OTHER_VALUES.stream()
                .map(other ->
                    json.substring(0, value.start())
                        + other
                        + json.substring(end(json, value.start()))));
  }

  /** Returns the end of the value that starts at the index. */
  private static int end(String json, int start) {
    int at = start;
    int depth = 0;
    boolean quoted = false;
    do {
      char c = json.charAt(at++);
      quoted ^= c == '"';
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    } while (quoted || depth > 0 || ",]}".indexOf(json.charAt(at)) < 0);
    return at;
  }
}
