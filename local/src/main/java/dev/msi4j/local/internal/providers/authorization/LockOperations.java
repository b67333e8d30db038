package dev.msi4j.local.internal.providers.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Lock;
import dev.msi4j.local.internal.rbac.Locks;
import dev.msi4j.local.internal.store.Store;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Serves the operations on management locks at every scope. The request pipeline enforces them. */
final class LockOperations {
  private static final String LIST_PATH = "/{scope}/providers/" + Lock.TYPE;
  private static final String ITEM_PATH = LIST_PATH + "/{name}";
  private static final String DISPLAY = "Management lock";

  private static final Pattern NAME = Pattern.compile("[^<>%&:\\\\?/\\p{Cntrl}]{1,260}");
  private static final int MAX_NOTES_LENGTH = 512;

  private final Store store;
  private final Paging paging;
  private final Locks locks;

  LockOperations(Store store, Paging paging, Locks locks) {
    this.store = store;
    this.paging = paging;
    this.locks = locks;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(LIST_PATH)
        .action(Lock.TYPE + "/read")
        .display(DISPLAY, "Get management locks", "Gets locks at a scope and at narrower ones")
        .handle(this::list);
    operations.get(ITEM_PATH).action(Lock.TYPE + "/read").handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(Lock.TYPE + "/write")
        .display(DISPLAY, "Add management locks", "Adds a lock at a scope")
        .handle(this::save);
    operations
        .delete(ITEM_PATH)
        .action(Lock.TYPE + "/delete")
        .display(DISPLAY, "Delete management locks", "Deletes a lock")
        .handle(this::delete);
  }

  /** Lists the locks that apply at the scope and the ones at narrower scopes. */
  private Response list(ArmRequest request) {
    var scope = request.argument("scope");
    return paging.page(
        request,
        Locks.KIND,
        "",
        "$skiptoken",
        entry -> {
          var lock = Locks.read(entry);
          return lock.covers(scope) || lock.isWithin(scope);
        },
        (documents, entry) -> render(Locks.read(entry)));
  }

  private Response get(ArmRequest request) {
    var name = request.argument("name");
    return store
        .read(documents -> locks.find(documents, request.argument("scope"), name))
        .map(lock -> Response.json(200, render(lock)))
        .orElseThrow(() -> AuthorizationErrors.lockNotFound(name));
  }

  private Response save(ArmRequest request) {
    var requested = requested(request);
    var existed =
        store.write(documents -> {
          var existing = locks.find(documents, requested.scope(), requested.name());
          locks.save(documents, requested);
          return existing.isPresent();
        });
    return Response.json(existed ? 200 : 201, render(requested));
  }

  private Response delete(ArmRequest request) {
    boolean deleted =
        store.write(documents -> {
          var found = locks.find(documents, request.argument("scope"), request.argument("name"));
          found.ifPresent(lock -> locks.delete(documents, lock));
          return found.isPresent();
        });
    return Response.empty(deleted ? 200 : 204);
  }

  private static Lock requested(ArmRequest request) {
    var name = request.argument("name");
    if (!NAME.matcher(name).matches()) {
      throw AuthorizationErrors.invalidLockName(name);
    }
    var properties = request.body().object("properties");
    var level = properties.required("level");
    var notes = properties.text("notes").orElse(null);
    if (notes != null && notes.length() > MAX_NOTES_LENGTH) {
      throw AuthorizationErrors.lockNotesTooLong(notes.length(), MAX_NOTES_LENGTH);
    }
    return new Lock(
        name,
        request.argument("scope"),
        Arrays.stream(Lock.Level.values())
            .filter(each -> each.text().equalsIgnoreCase(level))
            .findFirst()
            .orElseThrow(() -> AuthorizationErrors.invalidLockLevel(level)),
        notes);
  }

  private static ObjectNode render(Lock lock) {
    var document =
        Json.object().put("id", lock.id()).put("name", lock.name()).put("type", Lock.TYPE);
    var properties = document.putObject("properties").put("level", lock.level().text());
    if (lock.notes() != null) {
      properties.put("notes", lock.notes());
    }
    return document;
  }
}
