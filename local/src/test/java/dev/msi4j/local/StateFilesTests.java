package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a state: keys and secrets are in them. */
class StateFilesTests {
  @BeforeAll
  static void needOwners() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void areInAFolderThatIsTheOwnersAlone(@TempDir Path parent) throws IOException {
    var folder = parent.resolve("new");

    TestAzure.builder(folder).start().close();

    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void areTheOwnersAloneInAFolderThatIsNot(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (var azure = TestAzure.builder(folder).start()) {
      azure.createServicePrincipal("somebody");

      assertPrivate(folder, azure.caFile());
    }
    assertPrivate(folder, folder.resolve("ca.pem"));
  }

  @Test
  void becomeTheOwnersAloneIfADatabaseFileWasNot(@TempDir Path folder) throws IOException {
    LocalAzure.builder().stateDirectory(folder).start().close();
    var database = folder.resolve("state.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));

    LocalAzure.builder().stateDirectory(folder).start().close();

    assertThat(permissions(database)).isEqualTo("rw-------");
  }

  /** All but the certificate, which is for everybody. */
  private static void assertPrivate(Path folder, Path certificate) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> !file.equals(certificate)))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
