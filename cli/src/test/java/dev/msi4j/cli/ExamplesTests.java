package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.StateSnapshot;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of help and documents on a local Azure. */
class ExamplesTests {
  /** The commands whose examples run here. The other ones start servers or other programs. */
  private static final Pattern TESTED =
      Pattern.compile(
          "(group|identity|federation|role|vm identity|token|account|config|context|who|graph|audit"
              + "|unused)( .*)?");

  /** Examples that need the network, or a resource type that a local Azure does not have. */
  private static final Set<String> NOT_LOCAL =
      Set.of(
          "token verify --token-file token --issuer https://token.actions.githubusercontent.com",
          "identity show-system -o json"
              + " --scope /subscriptions/ID/resourceGroups/G/providers/Microsoft.Web/sites/shop");

  private static final String TRUST =
      """
      identities:
      - resourceGroup: shop
        name: orders
        credentials:
        - name: main
          githubBranch: contoso@123456/shop@456789@main
      """;

  @AutoClose private final LocalAzure azure = TestAzure.start();
  @TempDir private Path home;
  private Terminal terminal;
  private String principal;
  private StateSnapshot snapshot;
  private byte[] settings;

  @BeforeEach
  void createResources() throws IOException {
    terminal = Terminal.in(home).with(azure.environment());
    Files.writeString(home.resolve("trust.yaml"), TRUST);
    Files.writeString(home.resolve("ids.txt"), "contoso@123456/shop@456789\n");
    Files.createDirectory(home.resolve("tokens"));
    prepare();
    snapshot = azure.snapshot();
    settings = Files.readAllBytes(settingsFile());
    Files.writeString(home.resolve("token"), run("token", "get").out());
    run("audit", "--write-baseline", home.resolve("accepted.json").toString());
  }

  @Test
  void examplesOfHelpAndDocumentsSucceed() throws IOException {
    var examples =
        Stream.concat(ofHelp(), ofDocuments())
            .map(example -> example.replaceFirst(" (#|>|\\|) .*", "").strip())
            .filter(example -> TESTED.matcher(example).matches())
            .filter(example -> !NOT_LOCAL.contains(example))
            .distinct()
            .toList();
    var failures = new ArrayList<String>();

    try (var standard = publish(home.resolve(".local/state/msi4j/local"));
        var named = publish(home.resolve(".local/state/msi4j/shop"))) {
      assertThat(List.of(standard, named)).hasSize(2);
      for (var example : examples) {
        azure.restore(snapshot);
        Files.write(settingsFile(), settings);
        var result = terminal.attended().answering("y\n").run(words(example));
        if (result.status() != 0) {
          failures.add("msi " + example + ": " + result.err());
        }
      }
    }

    assertThat(examples).hasSizeGreaterThan(80);
    assertThat(failures).isEmpty();
  }

  private static Stream<String> ofHelp() {
    return Commands.all().values().stream()
        .flatMap(command ->
            Commands.examples(command.getCommandSpec().usageMessage().footer()).stream());
  }

  private static Stream<String> ofDocuments() throws IOException {
    return Documents.blocks("sh")
        .flatMap(block -> Commands.joined(block).lines())
        .filter(line -> line.startsWith("msi "))
        .map(line -> line.substring(4));
  }

  private ServerDirectory.Claim publish(Path directory) throws IOException {
    var claim = ServerDirectory.at(directory).claim();
    claim.announce(ShellExports.write(azure.environment()));
    return claim;
  }

  private Path settingsFile() {
    return home.resolve(".config").resolve("msi4j").resolve("config.json");
  }

  /** Creates what the examples name. */
  private void prepare() {
    run("group", "create", "-n", "shop", "-l", "westeurope", "--tags", "team=core");
    run("identity", "create", "-g", "shop", "-n", "orders", "-l", "westeurope");
    principal =
        run("identity", "show", "-g", "shop", "-n", "orders").lines().get(1).split(" +", -1)[4];
    run("federation", "apply", "--file", home.resolve("trust.yaml").toString());
    run("config", "set", "defaults.group", "shop");
    run("config", "set", "defaults.location", "westeurope");
    for (var context : List.of("prod", "dev")) {
      run("context", "create", context, "--subscription", azure.subscriptionId().toString());
    }
    VirtualMachines.createWithIdentities(azure, "shop", "web", "orders");
  }

  /** Returns the words of an example with the names of files and resources of this test. */
  private String[] words(String example) {
    var words = Commands.words(example);
    return Stream.concat(words.stream().limit(1), words.stream().skip(1).map(this::pathOfFile))
        .map(word ->
            word.replace("/subscriptions/ID", "/subscriptions/" + azure.subscriptionId())
                .replace("/resourceGroups/G/", "/resourceGroups/shop/")
                .replace("1b4e28ba-2fa1-11d2-883f-0016d3cca427", principal))
        .toArray(String[]::new);
  }

  private String pathOfFile(String word) {
    return word.matches("token|tokens|ids\\.txt|trust\\.yaml|accepted\\.json|audit\\.sarif")
        ? home.resolve(word).toString()
        : word;
  }

  private Terminal.Result run(String... line) {
    var result = terminal.run(line);
    assertThat(result.status()).as(String.join(" ", line) + ": " + result.err()).isZero();
    return result;
  }
}
