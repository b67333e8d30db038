package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Starts, tracks and completes long-running operations. An operation is a document that names its
 * effect and its target, so that any process can complete it, also after a restart.
 */
public final class LongRunningOperations {
  /** Python, az and Java replace 0 or a missing value by their default of 30 seconds. */
  private static final String RETRY_AFTER_SECONDS = "1";

  /** The effect of an operation whose target was deleted. */
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
   * Starts an operation in the transaction that accepts the request.
   *
   * @param effect the name of the effect that completes the operation
   * @param target the key of the resource that the effect changes
   */
  public TrackedOperation start(
      Documents documents, ArmRequest request, String effect, String target) {
    var id = ids.get().toString();
    var action = request.operation().action();
    var now = clock.instant().toString();
    var started = new TrackedOperation(id, action, effect, target, 0, 0, now, null, null);
    return advance(documents, started);
  }

  /**
   * Returns an operation and counts the request as a poll, which may complete the operation; empty
   * if no operation has this id. Writes only if the poll changes the operation.
   */
  public Optional<TrackedOperation> poll(String id) {
    var found = store.read(documents -> running(documents, id).or(() -> ended(documents, id)));
    return found.isPresent() && !found.get().isDone() && isChangedByPoll(found.get())
        ? store.write(documents -> poll(documents, id))
        : found;
  }

  private Optional<TrackedOperation> poll(Documents documents, String id) {
    var running = running(documents, id);
    return running.isPresent()
        ? running.map(found -> advance(documents, found.polled()))
        : ended(documents, id);
  }

  /** Returns whether all operations are complete as soon as they start. */
  public boolean areImmediate() {
    return !completionPolicies.arePolled() && !completionPolicies.areTimed();
  }

  /**
   * Completes the operations that are due by the clock. Opens a write transaction only for them.
   */
  void completeDue() {
    if (completionPolicies.areTimed()) {
      running().stream()
          .filter(this::isDue)
          .forEach(operation -> advance(operation.id, UnaryOperator.identity()));
    }
  }

  /**
   * Counts a served read as a poll of the operations on the resources in the response. Clients that
   * wait for a resource, such as {@code az vm wait}, never poll the operation itself. The count
   * changes after the response is made, so that clients see every state at least once.
   *
   * @param path the path of a resource or of a collection
   */
  void countRead(ResourcePath path) {
    if (completionPolicies.arePolled()) {
      running().stream()
          .filter(operation -> path.shows(operation.target) || isListed(path, operation.target))
          .filter(this::isChangedByPoll)
          .forEach(operation -> advance(operation.id, TrackedOperation::read));
    }
  }

  private boolean isChangedByPoll(TrackedOperation operation) {
    return completionPolicies.of(operation.action).isPolled() || isDue(operation);
  }

  private boolean isDue(TrackedOperation operation) {
    return completionPolicies
        .of(operation.action)
        .isDone(
            Math.max(operation.polls, operation.reads),
            Instant.parse(operation.startedAt),
            clock.instant());
  }

  /** Returns whether a path is a list by location of the region of a resource. */
  private boolean isListed(ResourcePath path, String target) {
    var region = path.listedRegion(target);
    return region.isPresent() && region.equals(region(target));
  }

  private Optional<String> region(String key) {
    return ResourceId.parse(key)
        .flatMap(id -> store.read(documents -> documents.get(id.kind(), key)))
        .map(body -> Json.read(body, JsonNode.class).path("location").asText());
  }

  private List<TrackedOperation> running() {
    return store.read(documents -> documents.list(RUNNING, "", "", Integer.MAX_VALUE)).stream()
        .map(entry -> parse(entry.body()))
        .toList();
  }

  private static Optional<TrackedOperation> running(Documents documents, String id) {
    return documents.get(RUNNING, id).map(LongRunningOperations::parse);
  }

  private static Optional<TrackedOperation> ended(Documents documents, String id) {
    return documents.get(ENDED, id).map(LongRunningOperations::parse);
  }

  private void advance(String id, UnaryOperator<TrackedOperation> step) {
    store.change(documents ->
        running(documents, id).ifPresent(found -> advance(documents, step.apply(found))));
  }

  /** Returns the response while an operation runs: 202 with the address of the next poll. */
  public static Response accepted(ArmRequest request, String pollPath) {
    return Response.empty(202)
        .with("Location", link(request, pollPath))
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** Returns the path that answers 202 while an operation of the subscription runs. */
  public static String resultPath(ArmRequest request, String id) {
    return "/subscriptions/" + request.subscription() + "/operationresults/" + id;
  }

  /** Adds the address of the status document to a response. */
  public static Response withStatus(Response response, ArmRequest request, String statusPath) {
    var withStatus = response.with("Azure-AsyncOperation", link(request, statusPath));
    // A header that is sent twice is not a number; clients would then use their default.
    return withStatus.headers().first("Retry-After").isPresent()
        ? withStatus
        : withStatus.with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** Returns the address of a path of this server, at the origin that the client used. */
  static String link(ArmRequest request, String path) {
    return request.http().origin() + path + "?api-version=" + request.apiVersion();
  }

  private TrackedOperation advance(Documents documents, TrackedOperation operation) {
    if (!isDue(operation)) {
      documents.put(RUNNING, operation.id, Json.write(operation));
      return operation;
    }
    var ended = end(documents, operation, applyEffect(documents, operation));
    if (!exists(documents, operation.target)) {
      removeEffectsUnder(documents, operation.target);
    }
    return ended;
  }

  private TrackedOperation end(
      Documents documents, TrackedOperation operation, @Nullable Failure failure) {
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
   * Removes the effects of the other running operations on a deleted resource and its children.
   * Otherwise these effects would apply to a resource that is created later under the same id.
   */
  private static void removeEffectsUnder(Documents documents, String deleted) {
    for (var entry : documents.list(RUNNING, "", "", Integer.MAX_VALUE)) {
      var other = parse(entry.body());
      if (other.target.equals(deleted) || other.target.startsWith(deleted + "/")) {
        documents.put(RUNNING, other.id, Json.write(other.withoutEffect()));
      }
    }
  }

  /** Applies the effect of an operation. Returns null if it succeeds. */
  private @Nullable Failure applyEffect(Documents documents, TrackedOperation operation) {
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

  private static TrackedOperation parse(String body) {
    return Json.read(body, TrackedOperation.class);
  }

  /**
   * The change that completes an operation, applied in the transaction that ends the operation. An
   * {@link ArmException} makes the operation fail; the documents written before it are kept.
   */
  @FunctionalInterface
  public interface Effect {
    void apply(Documents documents, String target);
  }

  /** The error of a failed operation. */
  public record Failure(int status, String code, @Nullable String message) {
    private ArmException exception() {
      return new ArmException(status, code, message == null ? code : message);
    }
  }

  /**
   * A running or ended operation, as the store keeps it.
   *
   * @param polls the number of requests for the operation itself
   * @param reads the number of served reads that showed the target
   * @param failure the error of a failed operation, or null
   */
  public record TrackedOperation(
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

    /** Returns the response with the status document. */
    public Response status() {
      var document =
          Json.object().put("name", id).put("status", state()).put("startTime", startedAt);
      if (endedAt != null) {
        document.put("endTime", endedAt);
      }
      if (failure != null) {
        document.putObject("error").put("code", failure.code).put("message", failure.message);
      }
      var response = Response.json(200, document);
      return isDone() ? response : response.with("Retry-After", RETRY_AFTER_SECONDS);
    }

    /**
     * Checks that the operation has not failed.
     *
     * @throws ArmException the error of the operation, if it has failed
     */
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

    private TrackedOperation withoutEffect() {
      return new TrackedOperation(
          id, action, NO_EFFECT, target, polls, reads, startedAt, endedAt, failure);
    }

    private TrackedOperation polled() {
      return new TrackedOperation(
          id, action, effect, target, polls + 1, reads, startedAt, endedAt, failure);
    }

    private TrackedOperation read() {
      return new TrackedOperation(
          id, action, effect, target, polls, reads + 1, startedAt, endedAt, failure);
    }

    private TrackedOperation ended(Instant now, @Nullable Failure failure) {
      return new TrackedOperation(
          id, action, effect, target, polls, reads, startedAt, now.toString(), failure);
    }
  }
}
