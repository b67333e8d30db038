package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.CommandException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceManagerTests {
  private static final String PATH = "/subscriptions/sub/resourceGroups/shop/things/one";
  private static final String HOST = "https://management.azure.com";
  private static final String RUNNING = "{\"status\":\"InProgress\"}";
  private static final String CREATING = "{\"properties\":{\"provisioningState\":\"Creating\"}}";
  private static final String CREATED = "{\"properties\":{\"provisioningState\":\"Succeeded\"}}";

  private final PreparedResponses responses = new PreparedResponses();
  private final List<Duration> pauses = new ArrayList<>();
  private final ResourceManager resourceManager =
      ResourceManager.of(responses.client(), pauses::add);

  @Test
  void getReturnsAllMembers() {
    responses.with(200, "{\"name\":\"one\",\"tags\":{\"a\":\"b\"},\"n\":{\"deep\":[{\"x\":1}]}}");

    var resource = resourceManager.get(PATH, "2021-01-01");

    assertThat(resource.name()).isEqualTo("one");
    assertThat(resource.texts("tags")).containsEntry("a", "b");
    assertThat(resource.objects("n", "deep")).extracting(each -> each.text("x")).containsOnly("1");
    assertThat(resource.text("n", "missing", "deeper")).isNull();
    assertThat(responses.requests()).containsExactly("GET " + PATH + "?api-version=2021-01-01");
  }

  @Test
  void timeIsDateOfService() {
    responses
        .with(200, Map.of("Date", "Tue, 03 Jun 2008 11:05:30 GMT"), "{}")
        .with(200, Map.of("Date", "yesterday"), "{}")
        .with(200, "{}");

    assertThat(resourceManager.time()).contains(Instant.parse("2008-06-03T11:05:30Z"));
    assertThat(resourceManager.time()).isEmpty();
    assertThat(resourceManager.time()).isEmpty();
  }

  @Test
  void pathIsEncoded() {
    responses.with(200, "{}");

    var unused = resourceManager.get("/subscriptions/sub/resourceGroups/größe (1)", "v");

    assertThat(responses.requests())
        .containsExactly(
            "GET /subscriptions/sub/resourceGroups/gr%C3%B6%C3%9Fe%20%281%29?api-version=v");
  }

  @Test
  void errorHasCodeMessageAndRequestId() {
    responses.with(
        403,
        Map.of("x-ms-request-id", "id-1"),
        "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"No role.\"}}");

    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.get(PATH, "v"))
        .withMessage("AuthorizationFailed: No role. (request id id-1)")
        .satisfies(e -> assertThat(e.code()).isEqualTo("AuthorizationFailed"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(403));
  }

  @Test
  void errorOfProxyHasStatusAndBody() {
    responses.with(407, "<h1>sign in first</h1>");

    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.get(PATH, "v"))
        .withMessage(
            "status 407: the body is not a Resource Manager error: <h1>sign in first</h1>");
  }

  @Test
  void findReturnsNothingForMissingResourceOnly() {
    responses.with(404, "{\"error\":{\"code\":\"ResourceNotFound\"}}").with(403, "");

    assertThat(resourceManager.find(PATH, "v")).isEmpty();
    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.find(PATH, "v"))
        .withMessage("status 403: the body is empty");
  }

  @Test
  void listFollowsNextLinks() {
    responses
        .with(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"" + HOST + "/p?$skip=1\"}")
        .with(200, "{\"value\":[]," + "\"nextLink\":\"" + HOST + "/p?$skip=2\"}")
        .with(200, "{\"value\":[{\"name\":\"b\"}]}");

    assertThat(resourceManager.list("/things", "v", "name eq 'a'"))
        .extracting(Resource::name)
        .containsExactly("a", "b");
    assertThat(responses.requests())
        .containsExactly(
            "GET /things?api-version=v&$filter=name%20eq%20%27a%27",
            "GET /p?$skip=1", "GET /p?$skip=2");
  }

  @Test
  void listRejectsCyclicNextLink() {
    var page = "{\"value\":[],\"nextLink\":\"" + HOST + "/p?$skip=1\"}";
    responses.with(200, page).with(200, page);

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> resourceManager.list("/things", "v"))
        .withMessageContaining("cyclic nextLink");
  }

  @Test
  void tokenIsNotSentToAnotherOrigin() {
    responses.with(200, "{\"value\":[],\"nextLink\":\"https://example.com/p\"}");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> resourceManager.list("/things", "v"))
        .withMessageContaining("must have the origin of " + HOST);
    assertThat(responses.requests()).hasSize(1);
  }

  @Test
  void putWaitsForStatusDocumentAndReadsResource() {
    responses
        .with(201, Map.of("Azure-AsyncOperation", HOST + "/op/1", "Retry-After", "7"), CREATING)
        .with(200, Map.of("Retry-After", "3"), RUNNING)
        .with(200, "{\"status\":\"Succeeded\"}")
        .with(200, CREATED);

    var created = resourceManager.put(PATH, "v", Map.of("location", "westeurope"));

    assertThat(created.text("properties", "provisioningState")).isEqualTo("Succeeded");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
    assertThat(responses.requests())
        .containsExactly(
            "PUT " + PATH + "?api-version=v",
            "GET /op/1",
            "GET /op/1",
            "GET " + PATH + "?api-version=v");
  }

  @Test
  void failedStatusDocumentIsError() {
    responses
        .with(202, Map.of("Azure-AsyncOperation", HOST + "/op/1"), "")
        .with(
            200, "{\"status\":\"Failed\",\"error\":{\"code\":\"Full\",\"message\":\"No room.\"}}");

    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.delete(PATH, "v"))
        .withMessage("Full: No room.");
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void canceledStatusDocumentWithoutErrorNamesState() {
    responses
        .with(202, Map.of("Azure-AsyncOperation", HOST + "/op/1"), "")
        .with(200, "{\"status\":\"Canceled\"}");

    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.delete(PATH, "v"))
        .withMessage("Canceled: the operation ended in the state Canceled");
  }

  @Test
  void deleteFollowsLocationUntilItIsDone() {
    responses
        .with(202, Map.of("Location", HOST + "/result/1", "Retry-After", "1"), "")
        .with(202, Map.of("Location", HOST + "/result/2", "Retry-After", "1"), "")
        .with(200, "");

    assertThat(resourceManager.delete(PATH, "v")).isTrue();
    assertThat(responses.requests())
        .containsExactly("DELETE " + PATH + "?api-version=v", "GET /result/1", "GET /result/2");
  }

  @Test
  void deleteReportsThatNothingExisted() {
    responses.with(204, "").with(404, "{\"error\":{\"code\":\"ResourceGroupNotFound\"}}");

    assertThat(resourceManager.delete(PATH, "v")).isFalse();
    assertThat(resourceManager.delete(PATH, "v")).isFalse();
  }

  @Test
  void patchWaitsForProvisioningState() {
    responses.with(200, CREATING).with(200, CREATING).with(200, CREATED);

    var changed = resourceManager.patch(PATH, "v", Map.of());

    assertThat(changed.text("properties", "provisioningState")).isEqualTo("Succeeded");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void failedProvisioningStateIsError() {
    responses.with(201, CREATING).with(200, "{\"properties\":{\"provisioningState\":\"Failed\"}}");

    assertThatExceptionOfType(ResourceManagerException.class)
        .isThrownBy(() -> resourceManager.put(PATH, "v", Map.of()))
        .withMessage("Failed: the operation ended in the state Failed");
  }

  @Test
  void postReturnsResultOfLocation() {
    responses
        .with(202, Map.of("Location", HOST + "/result/1"), "")
        .with(200, "{\"name\":\"result\"}");

    assertThat(resourceManager.post(PATH, "v", Map.of()).name()).isEqualTo("result");
  }

  @Test
  void startDoesNotWait() {
    responses.with(202, Map.of("Location", HOST + "/result/1"), "");

    var operation = resourceManager.start(HttpMethod.DELETE, PATH, "v", null);

    assertThat(operation.status()).isEqualTo(202);
    assertThat(responses.requests()).hasSize(1);
  }
}
