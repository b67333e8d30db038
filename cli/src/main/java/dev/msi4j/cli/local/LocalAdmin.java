package dev.msi4j.cli.local;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Calls the administrative APIs of a running local Azure. */
public final class LocalAdmin {
  /** No retries: advancing the clock is not idempotent. */
  private static final RetryOptions ONCE =
      new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));

  private final ManagedServiceIdentityClient client;
  private final Map<String, String> errors;

  private LocalAdmin(ManagedServiceIdentityClient client, Map<String, String> errors) {
    this.client = client;
    this.errors = errors;
  }

  /** Returns a client for the server of a directory that signs in as the bootstrap account. */
  public static LocalAdmin of(ServerDirectory directory) {
    return of(connection(directory));
  }

  /** Returns a client for a connection, which must sign in as the bootstrap account. */
  public static LocalAdmin of(AzureConnection connection) {
    return new LocalAdmin(connection.client(), Map.of());
  }

  /**
   * Returns a client for the server of a directory that sends the admin secret as the token.
   *
   * @param errors error messages that replace those of the server, by error code
   */
  public static LocalAdmin of(
      ServerDirectory directory, String secret, Map<String, String> errors) {
    var token = new AccessToken(secret, OffsetDateTime.MAX);
    var client =
        connection(directory)
            .builder()
            .credential(context -> Mono.just(token))
            .retryOptions(ONCE)
            .buildClient();
    return new LocalAdmin(client, errors);
  }

  private static AzureConnection connection(ServerDirectory directory) {
    var exports = directory.exports().orElseThrow(directory::notRunning);
    return AzureConnection.of(ShellExports.read(exports));
  }

  /** Sends a request and returns the members of the response body; none if it is empty. */
  public Map<String, Object> send(
      HttpMethod method, String path, @Nullable Map<String, Object> body) {
    var json = body == null ? null : BinaryData.fromString(JsonText.write(body));
    try (var response = client.sendRequest(method, path, json, Context.NONE)) {
      var members = read(response);
      if (response.getStatusCode() >= 400) {
        throw new CommandException(message(response, members));
      }
      return members;
    }
  }

  /** Returns the members of a JSON object as text. */
  public static Map<String, String> texts(Map<?, ?> object) {
    return object.entrySet().stream()
        .collect(
            Collectors.toMap(
                member -> String.valueOf(member.getKey()),
                member -> String.valueOf(member.getValue())));
  }

  /** Returns the objects of a JSON array; none for null. */
  public static Stream<Map<?, ?>> objects(@Nullable Object array) {
    return array instanceof List<?> list
        ? list.stream().map(item -> (Map<?, ?>) item)
        : Stream.of();
  }

  /** Returns a name encoded as a path segment. */
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String message(HttpResponse response, Map<String, Object> members) {
    return members.get("error") instanceof Map<?, ?> error
        ? errors.getOrDefault(
            String.valueOf(error.get("code")), String.valueOf(error.get("message")))
        : "the local Azure returned status " + response.getStatusCode();
  }

  private static Map<String, Object> read(HttpResponse response) {
    var bytes = response.getBodyAsBinaryData();
    if (bytes == null || bytes.toBytes().length == 0) {
      return Map.of();
    }
    return JsonText.readObject(bytes.toBytes());
  }
}
