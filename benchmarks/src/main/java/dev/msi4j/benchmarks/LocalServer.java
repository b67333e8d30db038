package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.LineChart;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures the local Azure with few and with many identities, on each database. */
final class LocalServer implements Part {
  private static final String MEMORY = "memory";
  private static final String FILE = "file";
  private static final String POSTGRES = "postgres";
  private static final Map<String, String> STORES = new LinkedHashMap<>();

  static {
    STORES.put(MEMORY, "none, in memory");
    STORES.put(FILE, "SQLite in a directory");
    STORES.put(POSTGRES, "PostgreSQL");
  }

  private static final List<String> OPERATIONS = List.of("token", "get", "put", "list");

  @Override
  public String title() {
    return "Local Azure";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results)
      throws IOException, GeneralSecurityException {
    var settings = environment.settings();
    for (var count : settings.resources()) {
      measure(environment, results, MEMORY, MEMORY, count);
      var state = Files.createTempDirectory(environment.directory(), "state");
      measure(environment, results, FILE, state.toString(), count);
    }
    if (settings.postgres()) {
      measureOnPostgres(environment, results);
    }
    MockOauth2Server.measure(environment)
        .ifPresent(cost -> {
          results.put(cost.cpu(), name(), "mock-oauth2-server", "0", "token", "cpu");
          results.put(cost.elapsed(), name(), "mock-oauth2-server", "0", "token", "elapsed");
        });
  }

  private void measureOnPostgres(BenchmarkEnvironment environment, Results results)
      throws IOException, GeneralSecurityException {
    var postgres = postgres();
    if (postgres.isPresent()) {
      try (var server = postgres.get()) {
        for (var count : environment.settings().resources()) {
          measure(environment, results, POSTGRES, newSchema(server, count), count);
        }
      }
    }
  }

  /** Returns a running PostgreSQL, or empty if none can be started on this machine. */
  private static Optional<EmbeddedPostgres> postgres() {
    try {
      return Optional.of(EmbeddedPostgres.builder().start());
    } catch (IOException | RuntimeException e) {
      System.out.println("PostgreSQL cannot be started: " + e);
      return Optional.empty();
    }
  }

  private static String newSchema(EmbeddedPostgres server, int count) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create schema s" + count);
    } catch (SQLException e) {
      throw new IllegalStateException("no schema can be created", e);
    }
    return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=s" + count;
  }

  private void measure(
      BenchmarkEnvironment environment, Results results, String store, String state, int count)
      throws IOException, GeneralSecurityException {
    if (!store.equals(MEMORY)) {
      seed(environment, state, count);
    }
    try (var azure = LocalAzureChild.start(environment, state);
        var client = new LocalAzureClient(azure)) {
      if (store.equals(MEMORY)) {
        client.createGroup();
        for (var i = 0; i < count; i++) {
          client.put(LocalAzureSeed.name(i));
        }
      }
      measure(environment.settings(), azure, client, count)
          .forEach((operation, cost) -> {
            results.put(cost.cpu(), name(), store, count, operation, "cpu");
            results.put(cost.elapsed(), name(), store, count, operation, "elapsed");
          });
    }
  }

  private static void seed(BenchmarkEnvironment environment, String state, int count)
      throws IOException, GeneralSecurityException {
    String identity;
    try (var azure = LocalAzureChild.start(environment, state);
        var client = new LocalAzureClient(azure)) {
      client.createGroup();
      identity = client.put(LocalAzureSeed.NAME);
      client.assignReader(
          LocalAzureSeed.ASSIGNMENT, LocalAzureClient.value(identity, "principalId"));
    }
    LocalAzureSeed.add(state, identity, count);
  }

  private static Map<String, ServerCost> measure(
      Settings settings, LocalAzureChild azure, LocalAzureClient client, int count)
      throws IOException {
    var middle = LocalAzureSeed.name(count / 2);
    var operations = new LinkedHashMap<String, ServerCost.Request>();
    operations.put("token", client::token);
    operations.put("get", () -> client.get(middle));
    operations.put("put", () -> client.put(middle));
    operations.put("list", client::list);
    var costs = new LinkedHashMap<String, ServerCost>();
    for (var operation : operations.entrySet()) {
      ServerCost.of(azure.handle(), settings.warmUpMillis(), operation.getValue());
    }
    for (var round = 0; round < settings.rounds(); round++) {
      for (var operation : operations.entrySet()) {
        var cost = ServerCost.of(azure.handle(), settings.sliceMillis(), operation.getValue());
        costs.merge(operation.getKey(), cost, ServerCost::plus);
      }
    }
    return costs;
  }

  @Override
  public String report(Results results) {
    var table =
        new Table(
            "database",
            "identities",
            "token, CPU µs",
            "GET, CPU µs",
            "PUT, CPU µs",
            "list page, CPU µs",
            "token, elapsed µs",
            "GET, elapsed µs",
            "PUT, elapsed µs",
            "list page, elapsed µs");
    for (var store : STORES.entrySet()) {
      for (var count : results.after(name(), store.getKey())) {
        var row = new ArrayList<>(List.of(store.getValue(), Numbers.count(Long.parseLong(count))));
        for (var value : List.of("cpu", "elapsed")) {
          for (var operation : OPERATIONS) {
            row.add(Numbers.rounded(results.get(name(), store.getKey(), count, operation, value)));
          }
        }
        table.row(row);
      }
    }
    return "A local Azure in another process answers one request at a time over TLS. CPU is that of"
        + " the server's process for one request. A list page has 100 identities. In a"
        + " directory and on PostgreSQL, each identity has a role assignment of its own, so"
        + " the number of role assignments of other principals grows with the number of"
        + " identities.\n\n"
        + table.markdown()
        + "\n\n"
        + mockOauth2Server(results)
        + postgresNote(results)
        + "\n\n"
        + Sections.images(charts(results));
  }

  private String mockOauth2Server(Results results) {
    var key = name() + "/mock-oauth2-server/0/token/";
    var cpu = results.get(key + "cpu");
    return cpu.isEmpty()
        ? "The token endpoint of mock-oauth2-server was not run."
        : "A token of mock-oauth2-server, over plain HTTP and on a new connection, takes "
            + Numbers.rounded(cpu)
            + " µs of CPU time and "
            + Numbers.rounded(results.get(key + "elapsed"))
            + " µs in all.";
  }

  private String postgresNote(Results results) {
    return results.after(name(), POSTGRES).isEmpty()
        ? " PostgreSQL was not run, since it could not be started."
        : "";
  }

  @Override
  public Map<String, LineChart> charts(Results results) {
    var chart =
        new LineChart(
            "Cost of a request to the local Azure, SQLite in a directory",
            "identities",
            "CPU microseconds");
    for (var operation : OPERATIONS) {
      chart.line(operation, Sections.points(results, name() + "/" + FILE, operation + "/cpu"));
    }
    return chart.isEmpty() ? Map.of() : Map.of("local-azure.svg", chart);
  }
}
