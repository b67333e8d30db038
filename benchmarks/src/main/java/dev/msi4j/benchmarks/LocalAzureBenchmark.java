package dev.msi4j.benchmarks;

import dev.msi4j.local.LocalAzure;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a local Azure costs a test that starts one of its own: the first in a JVM, and the next
 * ones.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LocalAzureBenchmark {
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(5)
  public String startTheFirst() {
    return startAndStop();
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 2, time = 3)
  @Measurement(iterations = 3, time = 3)
  @Fork(1)
  public String startAnother() {
    return startAndStop();
  }

  private static String startAndStop() {
    try (var azure = LocalAzure.start()) {
      return azure.armEndpoint();
    }
  }
}
