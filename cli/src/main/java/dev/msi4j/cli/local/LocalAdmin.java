package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.json.JsonProviders;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.samples.Connection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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

/** Asks a running local Azure for what only it has: as its owner, or by its admin secret. */
public final class LocalAdmin {
  /** When an answer is lost, the clock may have been moved on; it must not be moved on again. */
  private static final RetryOptions ONCE =
      new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));

  private final ManagedServiceIdentityClient client;
  private final Map<String, String> errors;

  private LocalAdmin(ManagedServiceIdentityClient client, Map<String, String> errors) {
    this.client = client;
    this.errors = errors;
  }

  /** The one that serves a folder, as its owner. */
  public static LocalAdmin of(ServerDirectory folder) {
    return of(connection(folder));
  }

  /** The one at the end of this way, which must sign in as its owner. */
  public static LocalAdmin of(Connection connection) {
    return new LocalAdmin(connection.client(), Map.of());
  }

  /**
   * The one that serves a folder, by its admin secret, which is sent in the place of a token.
   *
   * @param errors what to say in the place of the server's words, by the codes of its errors
   */
  public static LocalAdmin of(ServerDirectory folder, String secret, Map<String, String> errors) {
    var token = new AccessToken(secret, OffsetDateTime.MAX);
    var client =
        connection(folder)
            .builder()
            .credential(context -> Mono.just(token))
            .retryOptions(ONCE)
            .buildClient();
    return new LocalAdmin(client, errors);
  }

  private static Connection connection(ServerDirectory folder) {
    var exports = folder.exports().orElseThrow(() -> LocalCommand.notRunning(folder));
    return Connection.of(ShellExports.read(exports));
  }

  /** Sends a request and returns what is in the answer; nothing where it has no body. */
  public Map<String, Object> send(HttpMethod method, String path, @Nullable Map<String, Object> body) {
    var json = body == null ? null : BinaryData.fromString(write(body));
    try (var response = client.sendRequest(method, path, json, Context.NONE)) {
      var answer = read(response);
      if (response.getStatusCode() >= 400) {
        throw new CommandException(message(response, answer));
      }
      return answer;
    }
  }

  /** The members of a JSON object that are texts. */
  public static Map<String, String> texts(Map<?, ?> object) {
    return object.entrySet().stream()
        .collect(
            Collectors.toMap(
                member -> String.valueOf(member.getKey()),
                member -> String.valueOf(member.getValue())));
  }

  /** The objects of a JSON array. */
  public static Stream<Map<?, ?>> objects(@Nullable Object array) {
    return array instanceof List<?> list
        ? list.stream().map(item -> (Map<?, ?>) item)
        : Stream.of();
  }

  /** A name as a segment of a path. */
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String message(HttpResponse response, Map<String, Object> answer) {
    return answer.get("error") instanceof Map<?, ?> error
        ? errors.getOrDefault(
            String.valueOf(error.get("code")), String.valueOf(error.get("message")))
        : "the local Azure answers with status " + response.getStatusCode();
  }

  private static Map<String, Object> read(HttpResponse response) {
    var bytes = response.getBodyAsBinaryData();
    if (bytes == null || bytes.toBytes().length == 0) {
      return Map.of();
    }
    try (var reader = JsonProviders.createReader(bytes.toBytes())) {
      return reader.readMap(each -> each.readUntyped());
    } catch (IOException e) {
      throw new UncheckedIOException("the local Azure does not answer with JSON", e);
    }
  }

  private static String write(Map<String, Object> body) {
    var text = new StringWriter();
    try (var writer = JsonProviders.createWriter(text)) {
      writer.writeUntyped(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
