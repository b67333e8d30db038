package dev.msi4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** Returns processors, memory and operating system. */
  static String description() throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getAvailableProcessors()
        + " processors ("
        + processor()
        + "), "
        + Math.round(system.getTotalMemorySize() / (double) (1L << 30))
        + " GiB of memory, "
        + system.getName()
        + " "
        + system.getVersion();
  }

  private static String processor() throws IOException {
    if (Files.isReadable(PROCESSORS)) {
      for (var line : Files.readAllLines(PROCESSORS)) {
        if (line.startsWith(MODEL)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }
}
