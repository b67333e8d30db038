package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PersistentTokenCacheTests {
  @AutoClose private final LocalAzure azure = TestAzure.start();
  @TempDir private Path home;
  private Terminal terminal;

  @BeforeEach
  void signIn() {
    terminal = Terminal.in(home).with(azure.environment());
  }

  private Path directory() {
    return home.resolve(".cache").resolve("msi4j").resolve("tokens");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory())) {
      return files.toList();
    }
  }

  /** Returns the number of sign-ins of a successful command. */
  private static long signIns(Terminal terminal, String... options) {
    var line = new ArrayList<>(List.of("identity", "list", "--verbose"));
    line.addAll(List.of(options));
    var result = terminal.run(line.toArray(String[]::new));
    assertThat(result.status()).as(result.err()).isZero();
    return result.err().lines().filter(each -> each.contains("/oauth2/v2.0/token")).count();
  }

  @Test
  void tokenIsKeptForNextCommand() {
    assertThat(signIns(terminal)).isEqualTo(1);
    assertThat(signIns(terminal)).isZero();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void tokenIsReadableByOwnerOnly() throws IOException {
    signIns(terminal);

    assertThat(permissions(directory())).isEqualTo("rwx------");
    assertThat(files())
        .singleElement()
        .satisfies(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void optionKeepsNoToken() {
    assertThat(signIns(terminal, "--no-token-cache")).isEqualTo(1);

    assertThat(directory()).doesNotExist();
  }

  @Test
  void otherSecretNeedsSignIn() {
    signIns(terminal);

    var result = terminal.with("AZURE_CLIENT_SECRET", "wrong").run("identity", "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("AADSTS7000215");
  }

  @Test
  void tokenThatExpiredByServerIsRenewed() {
    signIns(terminal);
    azure.clock().advance(Duration.ofDays(2));

    assertThat(signIns(terminal)).isEqualTo(1);
    assertThat(signIns(terminal)).isZero();
  }

  @Test
  void tokenOfReplacedServerIsRenewed() throws IOException {
    signIns(terminal);
    var file = files().get(0);
    var lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), lines.get(1).replaceFirst(".{9}$", "forged-123")));

    assertThat(signIns(terminal)).isEqualTo(1);
    assertThat(Files.readAllLines(file)).doesNotContain("forged-123");
  }

  @Test
  void expiredTokenIsReplacedAndDeleted() throws IOException {
    signIns(terminal);
    var file = files().get(0);
    var token = Files.readAllLines(file).get(1);
    Files.write(file, List.of("2026-01-01T00:00:00Z", token));
    Files.write(file.resolveSibling("other"), List.of("2026-01-01T00:00:00Z", token));

    assertThat(signIns(terminal)).isEqualTo(1);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void damagedFileCostsSignIn() throws IOException {
    signIns(terminal);
    var file = files().get(0);
    for (var damaged : List.of("", "x", "2099-01-01T00:00:00Z", "\0\n\0")) {
      Files.writeString(file, damaged);

      assertThat(signIns(terminal)).as(damaged).isEqualTo(1);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void directoryThatOthersCanWriteIsNotUsed() throws IOException {
    signIns(terminal);
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(signIns(terminal)).isEqualTo(1);
  }

  @Test
  void variableSelectsDirectory() {
    var elsewhere = home.resolve("elsewhere");

    signIns(terminal.with("XDG_CACHE_HOME", elsewhere.toString()));

    assertThat(elsewhere.resolve("msi4j").resolve("tokens")).isDirectory();
    assertThat(directory()).doesNotExist();
  }

  @Test
  void missingHomeIsNotCreated() {
    signIns(Terminal.in(home.resolve("missing")).with(azure.environment()));

    assertThat(Objects.requireNonNull(home.toFile().list())).isEmpty();
  }
}
