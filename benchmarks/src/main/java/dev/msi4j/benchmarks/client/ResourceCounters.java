package dev.msi4j.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counters of the resources that this process has used. */
final class ResourceCounters {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private ResourceCounters() {}

  static long cpuNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /**
   * Returns the bytes allocated by all threads: on JDK 21 and newer since the start of the JVM,
   * before that by the threads that are alive.
   */
  static long allocatedBytes() {
    try {
      return (long) ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(THREADS);
    } catch (NoSuchMethodException e) {
      var total = 0L;
      for (var bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
        total += Math.max(0, bytes);
      }
      return total;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM counts no allocated bytes", e);
    }
  }

  /** Returns the bytes of the heap that are in use after a garbage collection. */
  static long liveBytes() {
    var heap = ManagementFactory.getMemoryMXBean();
    heap.gc();
    heap.gc();
    return heap.getHeapMemoryUsage().getUsed();
  }
}
