package dev.msi4j.benchmarks.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process with one client, which runs the work that its standard input asks for. Each line is
 * answered with one line: a {@link Measurement}, a number, or a line that starts with {@code
 * error}.
 *
 * <ul>
 *   <li>{@code get MILLIS}: gets one resource, again and again
 *   <li>{@code flight platform|virtual|async COUNT MILLIS}: the same with COUNT requests in flight
 *   <li>{@code list ITEMS TIMES}: lists identities
 *   <li>{@code live ITEMS}: returns the live bytes of the heap at the last identity of a listing
 *   <li>{@code resident}: returns the peak resident memory in KiB
 * </ul>
 */
public final class ClientProcess {
  private final Contestant contestant;

  private ClientProcess(Contestant contestant) {
    this.contestant = contestant;
  }

  /**
   * Runs the process until its standard input ends.
   *
   * @param args the name of the contestant, the port of the server, and {@code tls} or {@code http}
   * @throws IOException if the standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    var contestant = Contestants.create(args[0], Integer.parseInt(args[1]), args[2].equals("tls"));
    var process = new ClientProcess(contestant);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (var line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(process.answer(line.split(" ", -1)));
      System.out.flush();
    }
    // Some HTTP clients have threads that would keep the JVM alive.
    Runtime.getRuntime().halt(0);
  }

  private String answer(String[] command) {
    try {
      return run(command);
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      return "error " + e;
    }
  }

  private String run(String[] command) throws Exception {
    return switch (command[0]) {
      case "get" -> get(millis(command[1])).toLine();
      case "flight" ->
          InFlight.of(contestant, command[1])
              .measure(Integer.parseInt(command[2]), millis(command[3]))
              .toLine();
      case "list" -> list(Integer.parseInt(command[1]), Integer.parseInt(command[2])).toLine();
      case "live" -> Long.toString(live(Integer.parseInt(command[1])));
      case "resident" -> Long.toString(ResidentMemory.peakKib());
      default -> throw new IllegalArgumentException("command is '" + command[0] + "': unknown");
    };
  }

  private static long millis(String text) {
    return Long.parseLong(text) * 1_000_000;
  }

  private Measurement get(long nanos) {
    var meter = Meter.start();
    var operations = 0L;
    do {
      check(contestant, contestant.get());
      operations++;
    } while (meter.elapsedNanos() < nanos);
    return meter.stop(operations);
  }

  static void check(Contestant contestant, String value) {
    if (!contestant.expected().equals(value)) {
      throw new IllegalStateException("value is '" + value + "': wrong");
    }
  }

  private Measurement list(int items, int times) {
    var meter = Meter.start();
    for (var i = 0; i < times; i++) {
      checkCount(items, contestant.list(items, () -> {}));
    }
    return meter.stop(times);
  }

  private long live(int items) {
    var live = new AtomicLong();
    checkCount(items, contestant.list(items, () -> live.set(ResourceCounters.liveBytes())));
    return live.get();
  }

  private static void checkCount(int items, long count) {
    if (count != items) {
      throw new IllegalStateException(count + " identities were listed: " + items + " exist");
    }
  }
}
