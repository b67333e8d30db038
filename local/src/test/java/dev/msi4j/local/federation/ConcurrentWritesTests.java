package dev.msi4j.local.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that write credentials of one identity at the same time. */
@Timeout(60)
class ConcurrentWritesTests {
  private static final int CLIENTS = 8;
  private static final String ISSUER = "https://issuer.example";

  @Test
  void concurrentWritesAreRejectedOrStored() throws Exception {
    try (var azure = TestAzure.start()) {
      var workload = Workload.as(azure, "busy");

      var answers = writeConcurrently(workload);

      assertThat(answers)
          .allSatisfy(answer ->
              assertThat(answer.status() == 201 ? "201" : Arm.error(answer))
                  .isIn(
                      "201",
                      "409 ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"))
          .anySatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
      for (var i = 0; i < CLIENTS; i++) {
        var status = answers.get(i).status() == 201 ? 200 : 201;
        assertThat(write(workload, i).status()).isEqualTo(status);
      }
    }
  }

  @Test
  void concurrentWritesSucceedWithoutTheLock() throws Exception {
    try (var azure = TestAzure.builder().rejectConcurrentCredentialWrites(false).start()) {
      assertThat(writeConcurrently(Workload.as(azure, "busy")))
          .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
    }
  }

  private static List<Response> writeConcurrently(Workload workload) throws Exception {
    var pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      var barrier = new CyclicBarrier(CLIENTS);
      var writes = new ArrayList<Callable<Response>>();
      for (var i = 0; i < CLIENTS; i++) {
        var number = i;
        writes.add(() -> {
          barrier.await();
          return write(workload, number);
        });
      }
      var answers = new ArrayList<Response>();
      for (var answer : pool.invokeAll(writes)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Response write(Workload workload, int number) {
    return workload.putCredential("credential-" + number, ISSUER, "subject-" + number);
  }
}
