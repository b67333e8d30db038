package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.LocalAzure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Lists the complete directory by many clients concurrently, from a server with a small heap. */
final class DirectoryListing {
  private static final int PRINCIPALS = 3_000;
  private static final int READERS = 64;
  private static final int MAX_GROWTH_MIB = 300;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GRAPH = "https://graph.microsoft.com";
  private static final String LIST = "/v1.0/servicePrincipals?$top=999";

  private final Path state;

  DirectoryListing(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException, ExecutionException {
    fillDirectory();
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      var graph = client.to(GRAPH);
      var pages = walk(graph);
      var before = server.residentMib();
      var backgroundClient = BackgroundClient.start(client, "background");
      List<Long> walks;
      try (backgroundClient) {
        walks = walkConcurrently(graph);
      }
      var after = server.residentMib();
      assertThat(server.isAlive()).isTrue();
      assertThat(walks).hasSize(READERS).allSatisfy(each -> assertThat(each).isEqualTo(pages));
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(after - before).isLessThan(MAX_GROWTH_MIB);
      return ReportSection.of(
              "Large directory listings",
              "Many clients listed all service principals of a directory concurrently through"
                  + " Microsoft Graph, with the maximum page size. Each client found every principal."
                  + " Memory is the resident memory of the process (VmRSS), whose maximum heap size is "
                  + ServerProcess.HEAP_MIB
                  + " MiB.")
          .figure("service principals in the directory", PRINCIPALS)
          .figure("clients, pages per client", READERS + ", " + pages)
          .figure("memory before, after", before + " MiB, " + after + " MiB")
          .figure("write-and-read pairs of a background client", backgroundClient.pairs())
          .figure("failures of the background client", backgroundClient.failures().size())
          .figure(
              "slowest pair of the background client", backgroundClient.slowestMillis() + " ms");
    }
  }

  /** Adds copies of the owner's principal, with new ids, to a new state. */
  private void fillDirectory() throws IOException {
    LocalAzure.builder().stateDirectory(state).start().close();
    try (var stopped = LocalAzure.builder().stateDirectory(state).openState()) {
      var documents = JSON.readTree(stopped.export()).path("documents");
      var owner = documents.path("principal").elements().next();
      var seed = JSON.createObjectNode().put("format", 1);
      var kinds = seed.putObject("documents");
      var principals = kinds.putObject("principal");
      var byAppId = kinds.putObject("principal.byappid");
      for (var number = 0; number < PRINCIPALS; number++) {
        var objectId = UUID.randomUUID().toString();
        var appId = UUID.randomUUID().toString();
        ObjectNode copy = owner.deepCopy();
        principals.set(objectId, copy.put("objectId", objectId).put("appId", appId));
        byAppId.put(appId, objectId);
      }
      stopped.seed(seed.toString());
    }
  }

  private static List<Long> walkConcurrently(NonRetryingClient graph)
      throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(READERS);
    try {
      var walks = Collections.nCopies(READERS, (Callable<Long>) () -> walk(graph));
      var pages = new ArrayList<Long>();
      for (var walk : pool.invokeAll(walks)) {
        pages.add(walk.get());
      }
      return pages;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Lists all principals and returns the number of pages. */
  private static long walk(NonRetryingClient graph) throws IOException, InterruptedException {
    var found = new HashSet<String>();
    var pages = 0L;
    for (var next = LIST; !next.isEmpty(); pages++) {
      var response = graph.get(next);
      assertThat(response.status()).as(next).isEqualTo(200);
      response
          .json()
          .path("value")
          .forEach(principal -> assertThat(found.add(principal.path("id").asText())).isTrue());
      next = response.json().path("@odata.nextLink").asText().replace(graph.origin(), "");
    }
    assertThat(found).hasSizeGreaterThan(PRINCIPALS);
    return pages;
  }
}
