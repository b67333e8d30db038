package dev.msi4j.benchmarks.micro;

import dev.msi4j.local.LocalAzure;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Measures starting and stopping a local Azure: for the first time in a JVM, and repeatedly. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LocalAzureBenchmark {
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(5)
  public String startFirst() {
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
