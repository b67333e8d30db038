package dev.msi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTests {
  @Test
  void findReturnsRunningJdk() {
    var feature = Runtime.version().feature();

    assertThat(Jdk.find(feature)).map(Jdk::feature).contains(feature);
  }

  @Test
  void findReturnsNothingForVersionThatIsNotInstalled() {
    assertThat(Jdk.find(1)).isEmpty();
  }

  @Test
  void atReturnsNothingForDirectoryWithoutJdk(@TempDir Path directory) {
    assertThat(Jdk.at(directory)).isEmpty();
  }
}
