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

/** Permissions of the state files, which contain keys and secrets. */
class StateFilesTests {
  @BeforeAll
  static void requirePosixPermissions() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void newDirectoryIsReadableByOwnerOnly(@TempDir Path parent) throws IOException {
    var folder = parent.resolve("new");

    TestAzure.builder(folder).start().close();

    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void filesInReadableDirectoryAreReadableByOwnerOnly(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (var azure = TestAzure.builder(folder).start()) {
      azure.createServicePrincipal("other");

      assertPrivate(folder, azure.caFile());
    }
    assertPrivate(folder, folder.resolve("ca.pem"));
  }

  @Test
  void startRestrictsPermissionsOfExistingDatabase(@TempDir Path folder) throws IOException {
    LocalAzure.builder().stateDirectory(folder).start().close();
    var database = folder.resolve("state.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));

    LocalAzure.builder().stateDirectory(folder).start().close();

    assertThat(permissions(database)).isEqualTo("rw-------");
  }

  /** Asserts the permissions of all files except the certificate, which is public. */
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
