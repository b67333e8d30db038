package dev.msi4j.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured.
 *
 * @param schemes whether the clients use TLS; both are measured one after the other
 * @param options the options of the JVM of each client and of the local Azure
 * @param rounds the number of rounds; in each round every client runs once, and the median counts
 * @param warmUpGets the least number of single requests of each client before the first round: with
 *     a time instead, clients with more code would be measured before it is compiled
 * @param warmUpOperations the same for other operations
 * @param warmUpListings the same for listings
 * @param warmUpMillis how long each server runs before it is measured
 * @param sliceMillis how long each client runs in a round
 * @param inFlight the numbers of requests in flight
 * @param listings the numbers of identities in a listing
 * @param coldStarts the number of processes started for each cold start
 * @param archived the clients that also start from one jar with an archive of class data
 * @param postgres whether the local Azure is measured on PostgreSQL, too
 * @param resources the numbers of identities in the local Azure
 * @param microMillis the duration of an iteration of a JMH benchmark; 0 if it is as annotated
 * @param microForks whether each JMH benchmark has JVMs of its own
 */
record Settings(
    List<Scheme> schemes,
    List<String> options,
    int rounds,
    int warmUpGets,
    int warmUpOperations,
    int warmUpListings,
    long warmUpMillis,
    long sliceMillis,
    List<Integer> inFlight,
    List<Integer> listings,
    int coldStarts,
    List<Competitor> archived,
    boolean postgres,
    List<Integer> resources,
    long microMillis,
    boolean microForks) {
  /** Returns the settings of a run whose figures count. */
  static Settings full() {
    return new Settings(
        List.of(Scheme.values()),
        List.of("-Xmx1g"),
        3,
        100_000,
        60_000,
        15,
        4_000,
        1_000,
        List.of(1, 16, 64, 256),
        List.of(1_000, 10_000, 100_000, 1_000_000),
        7,
        Competitor.CLIENTS_AND_FLOOR,
        true,
        List.of(1_000, 100_000),
        0,
        true);
  }

  /** Returns the settings of a run that takes minutes. */
  static Settings quick() {
    return new Settings(
        List.of(Scheme.values()),
        List.of("-Xmx1g"),
        3,
        30_000,
        30_000,
        8,
        1_500,
        300,
        List.of(1, 16, 64, 256),
        List.of(1_000, 10_000, 100_000),
        3,
        Competitor.CLIENTS_AND_FLOOR,
        true,
        List.of(1_000, 10_000),
        300,
        true);
  }

  /** Returns the settings of a run that only shows that everything works. */
  static Settings smoke() {
    return new Settings(
        List.of(Scheme.HTTP),
        List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"),
        1,
        1,
        1,
        1,
        1,
        1,
        List.of(1, 2),
        List.of(500, 2_000),
        1,
        List.of(Competitor.FLOOR, Competitor.MSI4J),
        false,
        List.of(20),
        1,
        false);
  }

  /** Returns the same settings with a million identities in the local Azure, too. */
  Settings large() {
    return with(schemes, Stream.concat(resources.stream(), Stream.of(1_000_000)).toList());
  }

  /** Returns the same settings for one scheme. */
  Settings over(Scheme scheme) {
    return with(List.of(scheme), resources);
  }

  private Settings with(List<Scheme> otherSchemes, List<Integer> otherResources) {
    return new Settings(
        otherSchemes,
        options,
        rounds,
        warmUpGets,
        warmUpOperations,
        warmUpListings,
        warmUpMillis,
        sliceMillis,
        inFlight,
        listings,
        coldStarts,
        archived,
        postgres,
        otherResources,
        microMillis,
        microForks);
  }
}
