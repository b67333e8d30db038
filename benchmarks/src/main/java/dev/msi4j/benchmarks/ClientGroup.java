package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.Measurement;
import dev.msi4j.benchmarks.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Processes with clients that are measured in turn, so that noise affects all of them. */
final class ClientGroup implements AutoCloseable {
  private final List<ClientChild> clients = new ArrayList<>();

  /** What is measured with the processes of a JDK that use one scheme. */
  interface Work {
    /**
     * Measures the clients of a group.
     *
     * @param prefix the first parts of the keys of results: the part, the JDK and the scheme
     */
    void run(ClientGroup group, Jdk jdk, String prefix) throws IOException;
  }

  /** Starts the clients of a part on each JDK and over each scheme, in turn, and measures them. */
  static void forEachJdkAndScheme(
      BenchmarkEnvironment environment, Part part, Collection<Competitor> competitors, Work work)
      throws IOException {
    for (var jdk : environment.jdks()) {
      for (var scheme : environment.settings().schemes()) {
        try (var group = start(environment, competitors, jdk, scheme)) {
          work.run(group, jdk, part.name() + "/" + jdk.feature() + "/" + scheme.key());
        }
      }
    }
  }

  /** Starts a process for each client. */
  private static ClientGroup start(
      BenchmarkEnvironment environment, Collection<Competitor> competitors, Jdk jdk, Scheme scheme)
      throws IOException {
    var group = new ClientGroup();
    try {
      for (var competitor : competitors) {
        group.clients.add(environment.client(competitor, jdk, scheme));
      }
      return group;
    } catch (IOException e) {
      group.close();
      throw e;
    }
  }

  /** Returns the running processes of some of the clients. */
  ClientGroup only(Collection<Competitor> competitors) {
    var some = new ClientGroup();
    clients.stream()
        .filter(client -> competitors.contains(client.competitor()))
        .forEach(some.clients::add);
    return some;
  }

  List<ClientChild> clients() {
    return clients;
  }

  /** Repeats a command in each process, one process after the other, for a number of operations. */
  void warmUp(String command, int operations) throws IOException {
    warmUpOnce(command, operations);
    // While others warmed up, connections have expired. Code that was compiled for one connection
    // only is compiled again when a client opens the next one.
    warmUpOnce(command, operations / 5);
  }

  private void warmUpOnce(String command, int operations) throws IOException {
    for (var client : clients) {
      var done = 0L;
      do {
        done += client.measure(command).operations();
      } while (done < operations);
    }
  }

  /** Runs a command in rounds; in each round, every process runs it once. */
  Map<Competitor, Samples> measure(int rounds, String command) throws IOException {
    var samples = new EnumMap<Competitor, Samples>(Competitor.class);
    for (var round = 0; round < rounds; round++) {
      for (var i = 0; i < clients.size(); i++) {
        var client = clients.get((round + i) % clients.size());
        samples
            .computeIfAbsent(client.competitor(), competitor -> new Samples(new ArrayList<>()))
            .add(client.measure(command));
      }
    }
    return samples;
  }

  @Override
  public void close() throws IOException {
    for (var client : clients) {
      client.close();
    }
  }

  /** The measurements of one client. */
  record Samples(List<Measurement> measurements) {
    private void add(Measurement measurement) {
      measurements.add(measurement);
    }

    /** Returns the median of a value of the measurements. */
    double median(ToDoubleFunction<Measurement> value) {
      return Results.median(
          measurements.stream().map(measurement -> value.applyAsDouble(measurement)).toList());
    }
  }
}
