package dev.msi4j.local.internal.control.faults;

import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.ResponseFault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The faults to come, and those that were. Whatever serves requests by a name serves them through
 * this. In memory: each process of a server has faults of its own, and a restart forgets them.
 * Thread-safe.
 */
public final class FaultInjector {
  /** As many as anybody looks at; the oldest are forgotten. */
  private static final int MOST_APPLIED = 1_000;

  /** More than any test plans; each request looks through all of them. */
  private static final int MOST_PLANNED = 1_000;

  /** How often somebody who is held looks at the clock, which may be any clock. */
  private static final long GLANCE_MILLIS = 10;

  private final Clock clock;
  private final Set<String> operations = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cleared = lock.newCondition();
  private final Deque<FaultRecord> applied = new ArrayDeque<>();
  private int clearings;

  /** Replaced as a whole, so that a request finds out without a lock that there is none. */
  private volatile List<Planned> planned = List.of();

  /** A fault and to how many more requests it happens. */
  private record Planned(PlannedFault fault, int left) {}

  /**
   * A fault that happens to a request now.
   *
   * @param until when it lets the request go, by the time at which others saw it applied
   * @param clearings how many there were by then: the next one lets the request go too
   */
  private record Happening(PlannedFault fault, Instant until, int clearings) {}

  public FaultInjector(Clock clock) {
    this.clock = clock;
  }

  /** Says by which names there are requests. */
  public void declare(Collection<String> names) {
    operations.addAll(names);
  }

  /**
   * Plans a fault, behind those that are planned.
   *
   * @throws IllegalArgumentException if it would never be noticed
   */
  public void inject(PlannedFault fault) {
    if (fault.doesNothing()) {
      throw new IllegalArgumentException(
          "the fault for '"
              + fault.operation()
              + "' does nothing: it must have a status, a delay, or a broken connection");
    }
    if (operations.stream().noneMatch(fault::matches)) {
      throw new IllegalArgumentException(
          "operation is '"
              + fault.operation()
              + "': it must be, or match, an operation of this local Azure");
    }
    locked(() -> {
      if (planned.size() == MOST_PLANNED) {
        throw new IllegalArgumentException(
            "there are "
                + MOST_PLANNED
                + " faults planned already: clear them, or let them happen");
      }
      var more = new ArrayList<>(planned);
      more.add(new Planned(fault, fault.times()));
      planned = List.copyOf(more);
      return true;
    });
  }

  /** What is planned, with how many times are left of it. */
  public List<PlannedFault> planned() {
    return planned.stream().map(each -> each.fault.times(each.left)).toList();
  }

  /** What was applied since the last clearing: the newest thousand, the oldest first. */
  public List<FaultRecord> applied() {
    return locked(() -> List.copyOf(applied));
  }

  /** Forgets what is planned and what was applied, and lets go of requests that are held. */
  public void clear() {
    locked(() -> {
      planned = List.of();
      applied.clear();
      clearings++;
      cleared.signalAll();
      return true;
    });
  }

  /**
   * Serves a request, unless a fault says otherwise.
   *
   * @param operation the name of what is asked for
   * @param error words an error as the protocol has it
   */
  public Response serve(
      String operation, Function<InjectedError, Response> error, Supplier<Response> service) {
    var happening = planned.isEmpty() ? Optional.<Happening>empty() : take(operation);
    if (happening.isEmpty()) {
      return service.get();
    }
    hold(happening.get());
    var fault = happening.get().fault;
    return switch (fault.outcome()) {
      case SERVED -> service.get();
      case REJECTED -> rejected(Objects.requireNonNull(fault.error()), error);
      case CONNECTION_RESET -> Response.empty(503).withFault(ResponseFault.RESET);
      case RESPONSE_DROPPED -> service.get().withFault(ResponseFault.RESET);
      case RESPONSE_TRUNCATED -> service.get().withFault(ResponseFault.TRUNCATE);
    };
  }

  private static Response rejected(InjectedError error, Function<InjectedError, Response> failure) {
    var body = error.body();
    var answer = body == null ? failure.apply(error) : response(error.status(), body);
    return error.retryAfter() == null
        ? answer
        : answer.with("Retry-After", Long.toString(error.retryAfter().toSeconds()));
  }

  private static Response response(int status, InjectedBody body) {
    return new Response(
        status,
        Headers.NONE.with("Content-Type", body.contentType()),
        Body.of(body.text().getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<Happening> take(String operation) {
    return locked(() ->
        planned.stream()
            .filter(each -> each.fault.matches(operation))
            .findFirst()
            .map(each -> apply(each, operation)));
  }

  private Happening apply(Planned taken, String operation) {
    var rest = new ArrayList<>(planned);
    var place = rest.indexOf(taken);
    if (taken.left > 1) {
      rest.set(place, new Planned(taken.fault, taken.left - 1));
    } else {
      rest.remove(place);
    }
    planned = List.copyOf(rest);
    if (applied.size() == MOST_APPLIED) {
      applied.removeFirst();
    }
    var now = clock.instant();
    applied.addLast(new FaultRecord(taken.fault, operation, now));
    return new Happening(taken.fault, now.plus(taken.fault.delay()), clearings);
  }

  /** Waits until the clock has come so far, or until the faults are cleared. */
  private void hold(Happening happening) {
    if (happening.fault.delay().isZero()) {
      return;
    }
    lock.lock();
    try {
      while (clearings == happening.clearings && clock.instant().isBefore(happening.until)) {
        var unused = cleared.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // The server stops: an answer now is better than none.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
