package dev.msi4j.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private ResidentMemory() {}

  /** Returns the peak in KiB, or 0 on a system other than Linux. */
  static long peakKib() throws IOException {
    if (Files.isReadable(STATUS)) {
      for (var line : Files.readAllLines(STATUS)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.substring(PEAK.length(), line.length() - 2).strip());
        }
      }
    }
    return 0;
  }
}
