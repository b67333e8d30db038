package dev.msi4j.local.internal.deployments;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores deployments and their operations. The list of running deployments holds a lease for each,
 * so that one process at a time advances a deployment; the lease of a crashed process expires.
 */
final class DeploymentStore {
  /** The document kind of deployments. The parameters can be secrets. */
  static final String KIND = "microsoft.resources/deployments";

  static final String OPERATION_KIND = "microsoft.resources/deployments/operations";
  private static final String RUNNING_KIND = "deployment.running";

  static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(
          DocumentKind.secret(KIND),
          DocumentKind.secret(OPERATION_KIND),
          DocumentKind.object(RUNNING_KIND));

  private static final Duration LEASE_DURATION = Duration.ofSeconds(60);

  private final Store store;

  DeploymentStore(Store store) {
    this.store = store;
  }

  /** The right to advance a deployment until a time, in milliseconds since 1970. */
  record Lease(String id, long until) {}

  static Optional<DeploymentRow> find(Documents documents, String key) {
    return documents.get(KIND, key).map(body -> Json.read(body, DeploymentRow.class));
  }

  Optional<DeploymentRow> find(String key) {
    return store.read(documents -> find(documents, key));
  }

  static DeploymentRow read(Entry entry) {
    return Json.read(entry.body(), DeploymentRow.class);
  }

  static OperationRow readOperation(Entry entry) {
    return Json.read(entry.body(), OperationRow.class);
  }

  static String operationPrefix(String deploymentKey) {
    return deploymentKey + "/operations/";
  }

  /** Stores a new deployment in place of one with the same id. */
  static void start(Documents documents, DeploymentRow row) {
    delete(documents, row.key());
    documents.put(KIND, row.key(), Json.write(row));
    documents.put(RUNNING_KIND, row.key(), Json.write(new Lease("", 0)));
  }

  static void delete(Documents documents, String key) {
    documents
        .list(OPERATION_KIND, operationPrefix(key), "", Integer.MAX_VALUE)
        .forEach(entry -> documents.delete(OPERATION_KIND, entry.key()));
    documents.delete(KIND, key);
    documents.delete(RUNNING_KIND, key);
  }

  /** Stores a deployment that has ended. */
  static void end(Documents documents, DeploymentRow row) {
    documents.put(KIND, row.key(), Json.write(row));
    documents.delete(RUNNING_KIND, row.key());
  }

  /** Ends a deployment unless it was canceled or deleted. */
  void end(DeploymentRow row) {
    store.change(documents -> {
      if (documents.get(RUNNING_KIND, row.key()).isPresent()) {
        end(documents, row);
      }
    });
  }

  List<String> running() {
    return store.read(documents ->
        documents.list(RUNNING_KIND, "", "", Integer.MAX_VALUE).stream().map(Entry::key).toList());
  }

  boolean isRunning(String key) {
    return store.read(documents -> documents.get(RUNNING_KIND, key).isPresent());
  }

  /** Acquires the lease of a running deployment, unless another thread holds it. */
  boolean acquire(String key, String leaseId, Instant now) {
    return store.write(documents -> {
      var lease = lease(documents, key).filter(found -> found.until <= now.toEpochMilli());
      lease.ifPresent(free ->
          documents.put(
              RUNNING_KIND,
              key,
              Json.write(new Lease(leaseId, now.plus(LEASE_DURATION).toEpochMilli()))));
      return lease.isPresent();
    });
  }

  void release(String key, String leaseId) {
    store.change(documents ->
        lease(documents, key)
            .filter(found -> found.id.equals(leaseId))
            .ifPresent(found -> documents.put(RUNNING_KIND, key, Json.write(new Lease("", 0)))));
  }

  private static Optional<Lease> lease(Documents documents, String key) {
    return documents.get(RUNNING_KIND, key).map(body -> Json.read(body, Lease.class));
  }

  /** Returns the operations of a deployment by the key of their resource. */
  Map<String, OperationRow> operations(String deploymentKey) {
    var operations = new LinkedHashMap<String, OperationRow>();
    store
        .read(documents ->
            documents.list(OPERATION_KIND, operationPrefix(deploymentKey), "", Integer.MAX_VALUE))
        .forEach(entry -> {
          var operation = readOperation(entry);
          operations.put(operation.resourceKey(), operation);
        });
    return operations;
  }

  void save(String deploymentKey, OperationRow operation) {
    store.change(documents -> {
      if (documents.get(RUNNING_KIND, deploymentKey).isPresent()) {
        documents.put(
            OPERATION_KIND, operationPrefix(deploymentKey) + operation.id(), Json.write(operation));
      }
    });
  }
}
