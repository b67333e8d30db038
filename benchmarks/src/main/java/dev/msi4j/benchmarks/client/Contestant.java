package dev.msi4j.benchmarks.client;

import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A client under test. Any number of threads may call it. */
interface Contestant {
  String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
  String GROUP = "group";
  String NAME = "identity";

  /** Gets one resource and returns a value of it: {@link #expected()}. */
  String get();

  /** Returns the value that {@link #get()} has to return. */
  default String expected() {
    return CannedBodies.CLIENT_ID;
  }

  /** Returns the asynchronous form of {@link #get()}. */
  default Supplier<Mono<String>> asyncGet() {
    throw new UnsupportedOperationException("this client has no asynchronous operations");
  }

  /**
   * Lists identities and returns their number.
   *
   * @param items the number of identities of the listing
   * @param atLast runs while the last identity is consumed
   */
  default long list(int items, Runnable atLast) {
    throw new UnsupportedOperationException("this client has no listings");
  }

  /** Counts items and runs an action at the last one. */
  static long count(Iterable<?> listing, int items, Runnable atLast) {
    var count = 0L;
    for (var item : listing) {
      if (++count == items && item != null) {
        atLast.run();
      }
    }
    return count;
  }

  /** Returns the resource group whose listing has a number of identities. */
  static String groupOf(int items) {
    return "identities-" + items;
  }
}
