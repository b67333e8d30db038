package dev.msi4j.local.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class PrivateDirectoryTests {
  private static final int ANOTHER_USER = 12_345;

  @TempDir private Path folder;

  @Test
  void openCreatesDirectoryForOwnerOnly() throws IOException {
    var made = folder.resolve("a/b");

    PrivateDirectory.open(made);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void openRejectsADirectoryThatOthersCanWrite(String permissions) throws IOException {
    permit(folder, permissions);

    assertRejected("the state folder", "can be written by other users (" + permissions + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.db", "state.db-wal", "state.key", "ca.key", "server.pid"})
  void openRejectsAFileThatOthersCanWrite(String name) throws IOException {
    permit(Files.createFile(folder.resolve(name)), "rw-rw-r--");

    assertRejected(name, "can be written by other users (rw-rw-r--)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.db", "ca.key", "server.lock"})
  void openRejectsAFileThatIsALinkOrADirectory(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createSymbolicLink(file, Files.createFile(folder.resolve("elsewhere")));
    assertRejected(name, "is not a regular file");

    Files.delete(file);
    Files.createDirectory(file);
    assertRejected(name, "is not a regular file");
  }

  @Test
  void openIgnoresOtherFiles() throws IOException {
    permit(Files.createFile(folder.resolve("notes.txt")), "rw-rw-rw-");

    assertThatCode(() -> PrivateDirectory.open(folder)).doesNotThrowAnyException();
  }

  @Test
  void openRejectsADirectoryOfAnotherUser() throws IOException {
    assumeRoot();
    Files.setAttribute(folder, "unix:uid", ANOTHER_USER);

    assertRejected("the state folder", "belongs to another user (uid " + ANOTHER_USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.db", "state.key", "ca.key", "server.pid", "server.env"})
  void openRejectsAFileOfAnotherUser(String name) throws IOException {
    assumeRoot();
    Files.setAttribute(Files.createFile(folder.resolve(name)), "unix:uid", ANOTHER_USER);

    assertRejected(name, "belongs to another user (uid " + ANOTHER_USER);
  }

  @Test
  void startRejectsDatabaseOfAnotherUser() throws IOException {
    assumeRoot();
    TestAzure.builder(folder).start().close();
    var database = folder.resolve("state.db");
    assumeTrue(Files.exists(database), "the state is in a database server");
    Files.setAttribute(database, "unix:uid", ANOTHER_USER);

    assertThatIllegalStateException()
        .isThrownBy(() -> TestAzure.builder(folder).start())
        .withMessageContaining("belongs to another user");
  }

  private void assertRejected(String what, String reason) {
    assertThatIllegalStateException()
        .isThrownBy(() -> PrivateDirectory.open(folder))
        .withMessageContainingAll(what, reason);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void assumeRoot() throws IOException {
    assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root can change owners");
  }
}
