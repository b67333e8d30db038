package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The engine of every long-running operation. An operation is a document that names its effect and
 * its target, so that any process can bring it to its end, also after a restart.
 */
public final class LongRunningOperations {
  /** Python, az and Java take 0 or nothing for their default, which is 30 seconds. */
  private static final String RETRY_AFTER_SECONDS = "1";

  /** The effect of an operation whose target was removed. */
  private static final String NO_EFFECT = "none";

  private static final String RUNNING = "operation.running";
  private static final String ENDED = "operation.ended";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(RUNNING), DocumentKind.object(ENDED));

  private final Store store;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final CompletionPolicies completionPolicies;
  private final Providers providers;

  public LongRunningOperations(
      ServerRuntime runtime, CompletionPolicies completionPolicies, Providers providers) {
    store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
    this.completionPolicies = completionPolicies;
    this.providers = providers;
  }

  /**
   * Starts an operation within the transaction that accepts it.
   *
   * @param request what starts it
   * @param effect the name of what it does at its end
   * @param target the key of the resource it does it to
   */
  public Running start(Documents documents, ArmRequest request, String effect, String target) {
    var id = ids.get().toString();
    var action = request.operation().action();
    var now = clock.instant().toString();
    var started = new Running(id, action, effect, target, 0, 0, now, null, null);
    return advance(documents, started);
  }

  /** Asks for an operation, which may bring it to its end; empty if there is none of that id. */
  public Optional<Running> poll(String id) {
    return store.write(documents -> {
      var running = documents.get(RUNNING, id).map(LongRunningOperations::parse);
      return running.isPresent()
          ? running.map(found -> advance(documents, found.polled()))
          : documents.get(ENDED, id).map(LongRunningOperations::parse);
    });
  }

  /** Brings to their end the operations whose time has come. */
  void settle() {
    if (completionPolicies.areTimed()) {
      running().forEach(operation -> advance(operation.id, found -> found));
    }
  }

  /**
   * Counts an answered read as a poll of the operations on the resources that it shows. Clients
   * that wait for a resource, such as {@code az vm wait}, never ask for the operation itself. The
   * answer shows the state before the count, so that every state is seen at least once.
   *
   * @param path of a resource, a view of it, or a collection
   */
  void countRead(ResourcePath path) {
    if (completionPolicies.arePolled()) {
      running().stream()
          .filter(operation -> path.shows(operation.target))
          .forEach(operation -> advance(operation.id, Running::read));
    }
  }

  private List<Running> running() {
    return store.read(documents -> documents.list(RUNNING, "", "", Integer.MAX_VALUE)).stream()
        .map(entry -> parse(entry.body()))
        .toList();
  }

  private void advance(String id, UnaryOperator<Running> step) {
    store.change(documents ->
        documents.get(RUNNING, id).ifPresent(body -> advance(documents, step.apply(parse(body)))));
  }

  /** The answer while an operation runs: 202, and where to ask next. */
  public static Response accepted(ArmRequest request, String pollPath) {
    return Response.empty(202)
        .with("Location", link(request, pollPath))
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** An answer, with the status document to poll in its headers. */
  static Response withStatus(Response answer, ArmRequest request, String statusPath) {
    var reported = answer.with("Azure-AsyncOperation", link(request, statusPath));
    // Twice the same would be no number to a client, which then takes its default.
    return reported.headers().first("Retry-After").isPresent()
        ? reported
        : reported.with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** Where a client finds something, as it reached this server. */
  static String link(ArmRequest request, String path) {
    return request.http().origin() + path + "?api-version=" + request.apiVersion();
  }

  private Running advance(Documents documents, Running operation) {
    var now = clock.instant();
    if (!completionPolicies
        .of(operation.action)
        .isDone(
            Math.max(operation.polls, operation.reads), Instant.parse(operation.startedAt), now)) {
      documents.put(RUNNING, operation.id, Json.write(operation));
      return operation;
    }
    var ended = end(documents, operation, failure(documents, operation));
    if (!exists(documents, operation.target)) {
      disarmOthers(documents, operation.target);
    }
    return ended;
  }

  private Running end(Documents documents, Running operation, @Nullable Failure failure) {
    var ended = operation.ended(clock.instant(), failure);
    documents.delete(RUNNING, operation.id);
    documents.put(ENDED, operation.id, Json.write(ended));
    return ended;
  }

  private static boolean exists(Documents documents, String target) {
    var kind = ResourceId.parse(target).map(ResourceId::kind).orElse(ResourceGroups.KIND);
    return documents.get(kind, target).isPresent();
  }

  /**
   * Takes their effects from the other operations on a resource that was removed, and on those in
   * it. These would otherwise reach a resource that is created later under the same id.
   */
  private static void disarmOthers(Documents documents, String removed) {
    for (var entry : documents.list(RUNNING, "", "", Integer.MAX_VALUE)) {
      var other = parse(entry.body());
      if (other.target.equals(removed) || other.target.startsWith(removed + "/")) {
        documents.put(RUNNING, other.id, Json.write(other.withoutEffect()));
      }
    }
  }

  /** Lets an operation do what it does at its end; null if it succeeds. */
  private @Nullable Failure failure(Documents documents, Running operation) {
    if (operation.effect.equals(NO_EFFECT)) {
      return null;
    }
    try {
      providers.effect(operation.effect).apply(documents, operation.target);
      return null;
    } catch (ArmException exception) {
      return new Failure(exception.status(), exception.code(), exception.getMessage());
    }
  }

  private static Running parse(String body) {
    return Json.read(body, Running.class);
  }

  /**
   * What an operation does at its end, within the transaction that ends it. A refusal makes the
   * operation a failed one; what was written before it stays.
   */
  @FunctionalInterface
  public interface Effect {
    void apply(Documents documents, String target);
  }

  /** Why an operation has failed: what a refusal would have said. */
  public record Failure(int status, String code, @Nullable String message) {
    private ArmException exception() {
      return new ArmException(status, code, message == null ? code : message);
    }
  }

  /**
   * An operation, running or ended.
   *
   * @param polls requests for the operation itself
   * @param reads requests that have shown its target meanwhile
   * @param failure why it has failed, or null
   */
  public record Running(
      String id,
      String action,
      String effect,
      String target,
      int polls,
      int reads,
      String startedAt,
      @Nullable String endedAt,
      @Nullable Failure failure) {

    public boolean isDone() {
      return endedAt != null;
    }

    /** The status document. */
    public Response status() {
      var document =
          Json.object().put("name", id).put("status", state()).put("startTime", startedAt);
      if (endedAt != null) {
        document.put("endTime", endedAt);
      }
      if (failure != null) {
        document.putObject("error").put("code", failure.code).put("message", failure.message);
      }
      var answer = Response.json(200, document);
      return isDone() ? answer : answer.with("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** Refuses to give the result of an operation that has none, because it has failed. */
    public void checkSucceeded() {
      if (failure != null) {
        throw failure.exception();
      }
    }

    private String state() {
      if (!isDone()) {
        return "InProgress";
      }
      return failure == null ? "Succeeded" : "Failed";
    }

    private Running withoutEffect() {
      return new Running(id, action, NO_EFFECT, target, polls, reads, startedAt, endedAt, failure);
    }

    private Running polled() {
      return new Running(id, action, effect, target, polls + 1, reads, startedAt, endedAt, failure);
    }

    private Running read() {
      return new Running(id, action, effect, target, polls, reads + 1, startedAt, endedAt, failure);
    }

    private Running ended(Instant now, @Nullable Failure failure) {
      return new Running(
          id, action, effect, target, polls, reads, startedAt, now.toString(), failure);
    }
  }
}
