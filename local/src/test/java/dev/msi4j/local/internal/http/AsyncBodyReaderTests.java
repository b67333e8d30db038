package dev.msi4j.local.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncBodyReaderTests {
  private static final int LIMIT = 8;

  private final BodyMemoryLimit memory = new BodyMemoryLimit(1_000);
  private final ScriptedSource source = new ScriptedSource();
  private final AsyncBodyReader reader = new AsyncBodyReader(source, LIMIT, memory);

  @Test
  void bodyCompletesWithLastChunk() {
    source.chunks.add(chunk("ab", false));
    var body = reader.read();

    assertThat(body).isNotDone();
    source.arrive(chunk("cd", true));

    assertThat(text(body)).isCompletedWithValue("abcd");
  }

  @Test
  void bodyLongerThanLimitCompletesWithOneByteMore() {
    source.chunks.add(chunk("0123456789", false));

    assertThat(text(reader.read())).isCompletedWithValue("012345678");
  }

  @Test
  void demandThatIsMetAtOnceContinuesReading() {
    source.chunks.add(chunk("ab", false));
    source.onDemand.add(chunk("cd", true));

    assertThat(text(reader.read())).isCompletedWithValue("abcd");
  }

  @Test
  void failureOfSourceFailsBody() {
    var failure = new TimeoutException("idle");
    var body = reader.read();

    source.arrive(Content.Chunk.from(failure, true));

    assertThat(body).isCompletedExceptionally();
    assertThat(body.handle((bytes, cause) -> cause)).isCompletedWithValue(failure);
  }

  @Test
  void failureFailsSourceAndBody() {
    var failure = new TimeoutException("slow");
    var body = reader.read();

    reader.fail(failure);

    assertThat(source.failures).containsExactly(failure);
    assertThat(body.handle((bytes, cause) -> cause)).isCompletedWithValue(failure);
  }

  @Test
  void failureWaitsForReadInProgress() throws InterruptedException {
    var failing = new Thread(() -> reader.fail(new TimeoutException("slow")));
    source.chunks.add(chunk("ab", false));
    source.duringRead =
        () -> {
          failing.start();
          while (failing.getState() != Thread.State.WAITING && failing.isAlive()) {
            Thread.onSpinWait();
          }
        };
    var body = reader.read();
    failing.join();

    assertThat(source.failuresDuringRead).isEmpty();
    assertThat(source.failures).hasSize(1);
    assertThat(body).isCompletedExceptionally();
  }

  @Test
  void failureAfterLastChunkChangesNothing() {
    source.chunks.add(chunk("ab", true));
    var body = reader.read();

    reader.fail(new TimeoutException("slow"));

    assertThat(source.failures).isEmpty();
    assertThat(text(body)).isCompletedWithValue("ab");
  }

  private static CompletableFuture<String> text(CompletableFuture<byte[]> body) {
    return body.thenApply(bytes -> new String(bytes, UTF_8));
  }

  private static Content.Chunk chunk(String text, boolean last) {
    return Content.Chunk.from(ByteBuffer.wrap(text.getBytes(UTF_8)), last);
  }

  /** A source with the chunks of a test. */
  private static final class ScriptedSource implements Content.Source {
    private final Queue<Content.Chunk> chunks = new ArrayDeque<>();
    private final Queue<Content.Chunk> onDemand = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private List<Throwable> failuresDuringRead = List.of();
    private Runnable duringRead = () -> {};
    private @Nullable Runnable demand;

    @Override
    public Content.@Nullable Chunk read() {
      var action = duringRead;
      duringRead = () -> {};
      action.run();
      failuresDuringRead = List.copyOf(failures);
      return chunks.poll();
    }

    @Override
    public void demand(Runnable callback) {
      var chunk = onDemand.poll();
      if (chunk == null) {
        demand = callback;
      } else {
        chunks.add(chunk);
        callback.run();
      }
    }

    void arrive(Content.Chunk chunk) {
      chunks.add(chunk);
      meetDemand();
    }

    private void meetDemand() {
      var callback = demand;
      demand = null;
      if (callback != null) {
        callback.run();
      }
    }

    @Override
    public void fail(Throwable failure) {
      failures.add(failure);
      meetDemand();
    }
  }
}
