package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the change of environment variables in child processes with other JVM options. */
class ProcessEnvironmentTests {
  private static final String NO_AGENT = "-XX:-EnableDynamicAgentLoading";
  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private static String output(String... options) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), EnvironmentProgram.class.getName()));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("AZURE_CLIENT_ID", "inherited");
    builder.environment().put("AZURE_CLIENT_SECRET", "secret");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** Returns the class path, which Surefire passes in a separate property. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void agentChangesVariablesUntilTheyAreRestored() throws Exception {
    assertChanged(output());
  }

  @Test
  void openPackageChangesVariablesWithoutAgent() throws Exception {
    assertChanged(output(NO_AGENT, OPEN));
  }

  private static void assertChanged(String output) {
    assertThat(output.lines())
        .containsExactly(
            "inside AZURE_CLIENT_ID changed changed changed",
            "inside AZURE_CLIENT_SECRET null null ",
            "outside AZURE_CLIENT_ID inherited inherited inherited",
            "outside AZURE_CLIENT_SECRET secret secret secret");
  }

  @Test
  void jvmThatAllowsNoChangeFailsWithTheOptionToAdd() throws Exception {
    assertThat(output(NO_AGENT))
        .startsWith("@RunsAs cannot change the environment variables of this JVM.")
        .contains(OPEN)
        .contains("outside AZURE_CLIENT_ID inherited");
  }
}
