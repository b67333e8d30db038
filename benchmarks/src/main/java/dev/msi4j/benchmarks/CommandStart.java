package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs short commands of {@code msi} and of the Azure CLI against one local Azure. */
final class CommandStart implements Part {
  /** The command as the build of its module leaves it; tests and benchmarks run in a module. */
  private static final Path LAUNCHER =
      Path.of("..", "cli", "target", "msi", "bin", "msi").toAbsolutePath().normalize();

  private static final String AZ = "az";
  private static final String VERSION = "version";
  private static final String START = "start";
  private static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();
  private static final int ROUNDS_PER_COLD_START = 3;
  private static final long ARCHIVE_TIMEOUT_MILLIS = 120_000;

  static {
    COMMANDS.put(VERSION, List.of("--version"));
    COMMANDS.put("show", List.of("identity", "show", "-g", "group", "-n", LocalAzureSeed.NAME));
    COMMANDS.put("list", List.of("identity", "list", "-o", "json"));
  }

  /** A command: its key in the results, its words, and its environment variables. */
  private record Command(String key, List<String> words, Map<String, String> variables) {
    /** Omits the variables, which contain a secret. */
    @Override
    public String toString() {
      return "Command[" + key + "]";
    }
  }

  /** The elapsed milliseconds and the CPU milliseconds of a process. */
  private record Cost(double wall, double cpu) {}

  @Override
  public String title() {
    return "Start of the command";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results)
      throws IOException, InterruptedException, GeneralSecurityException {
    if (!Files.isRegularFile(LAUNCHER)) {
      System.out.println("The command is not built: there is no " + LAUNCHER);
      return;
    }
    try (var azure = LocalAzureChild.start(environment, "memory");
        var client = new LocalAzureClient(azure)) {
      client.createGroup();
      client.put(LocalAzureSeed.NAME);
      var commands = new ArrayList<Command>();
      for (var jdk : environment.jdks()) {
        var variables = variables(environment, azure, jdk);
        archive(variables);
        COMMANDS.forEach((key, words) ->
            commands.add(new Command(jdk.feature() + "/" + key, msi(words), variables)));
      }
      azureCli(environment, azure)
          .ifPresent(variables ->
              COMMANDS.forEach(
                  (key, words) -> commands.add(new Command(AZ + "/" + key, az(words), variables))));
      measure(commands, environment.settings().coldStarts() * ROUNDS_PER_COLD_START)
          .forEach((key, costs) -> {
            results.put(
                Results.median(costs.stream().map(Cost::wall).toList()), name(), key, "wall");
            results.put(Results.median(costs.stream().map(Cost::cpu).toList()), name(), key, "cpu");
          });
      for (var jdk : environment.jdks()) {
        var variables = variables(environment, azure, jdk);
        var walls = new ArrayList<Double>();
        for (var i = 0; i < environment.settings().coldStarts(); i++) {
          walls.add(startServer(environment, variables));
        }
        results.put(Results.median(walls), name(), jdk.feature(), START, "wall");
      }
    }
  }

  private static List<String> msi(List<String> words) {
    return prepend(List.of("sh", LAUNCHER.toString()), words);
  }

  private static List<String> az(List<String> words) {
    return prepend(List.of(AZ), words);
  }

  private static List<String> prepend(List<String> first, List<String> words) {
    var all = new ArrayList<>(first);
    all.addAll(words);
    return List.copyOf(all);
  }

  private static Map<String, String> variables(
      BenchmarkEnvironment environment, LocalAzureChild azure, Jdk jdk) throws IOException {
    var home = Files.createDirectories(environment.directory().resolve("home-" + jdk.feature()));
    var variables = new HashMap<String, String>();
    variables.put("HOME", home.toString());
    variables.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    variables.put("JAVA_HOME", jdk.home().toString());
    variables.put("MSI4J_ARM_ENDPOINT", endpoint(azure));
    variables.put("MSI4J_CA_FILE", azure.caFile().toString());
    variables.put("AZURE_AUTHORITY_HOST", endpoint(azure));
    variables.put("AZURE_TENANT_ID", azure.tenantId());
    variables.put("AZURE_CLIENT_ID", azure.clientId());
    variables.put("AZURE_CLIENT_SECRET", azure.clientSecret());
    variables.put("AZURE_SUBSCRIPTION_ID", azure.subscriptionId());
    return variables;
  }

  private static String endpoint(LocalAzureChild azure) {
    return "https://localhost:" + azure.port();
  }

  /** Runs a command, after which the launcher archives its classes, and waits for the archive. */
  private static void archive(Map<String, String> variables)
      throws IOException, InterruptedException {
    cost(new Command("", msi(List.of("--version")), variables));
    var directory = Path.of(Objects.requireNonNull(variables.get("XDG_CACHE_HOME")), "msi4j");
    for (long waited = 0; !hasArchive(directory); waited += 100) {
      if (waited > ARCHIVE_TIMEOUT_MILLIS) {
        throw new IOException("no archive of classes in " + directory);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static boolean hasArchive(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (var files = Files.list(directory)) {
      var names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.matches("classes-\\d+-\\d+"))
          && names.stream().noneMatch(name -> name.endsWith(".lock"));
    }
  }

  /** Signs the Azure CLI in, and returns its variables; empty if it is not installed. */
  private static Optional<Map<String, String>> azureCli(
      BenchmarkEnvironment environment, LocalAzureChild azure)
      throws IOException, InterruptedException {
    if (!isInstalled(AZ)) {
      System.out.println("The Azure CLI is not installed.");
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    variables.put("AZURE_CONFIG_DIR", environment.directory().resolve("az").toString());
    variables.put("REQUESTS_CA_BUNDLE", azure.caFile().toString());
    var name = "local-" + azure.port();
    var lines =
        List.of(
            List.of("config", "set", "core.instance_discovery=false"),
            List.of(
                "cloud", "register", "-n", name, "--endpoint-resource-manager", endpoint(azure)),
            List.of("cloud", "set", "-n", name),
            List.of(
                "login",
                "--service-principal",
                "-u",
                azure.clientId(),
                "-p",
                azure.clientSecret(),
                "--tenant",
                azure.tenantId()));
    for (var line : lines) {
      cost(new Command(AZ, az(line), variables));
    }
    return Optional.of(variables);
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static Map<String, List<Cost>> measure(List<Command> commands, int rounds)
      throws IOException, InterruptedException {
    var costs = new LinkedHashMap<String, List<Cost>>();
    for (var round = 0; round < rounds; round++) {
      for (var command : commands) {
        costs.computeIfAbsent(command.key(), key -> new ArrayList<>()).add(cost(command));
      }
    }
    return costs;
  }

  /** Runs a command with the timer of bash, which counts the CPU time of all its processes. */
  private static Cost cost(Command command) throws IOException, InterruptedException {
    var words =
        prepend(
            List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null", "time"),
            command.words());
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(command.variables());
    var process = builder.start();
    process.getOutputStream().close();
    var text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + text);
    }
    var times = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
    return new Cost(millis(times[0]), millis(times[1]) + millis(times[2]));
  }

  private static double millis(String seconds) {
    return Double.parseDouble(seconds) * 1000;
  }

  /** Returns the milliseconds until a new local Azure is ready. */
  private static double startServer(BenchmarkEnvironment environment, Map<String, String> variables)
      throws IOException, InterruptedException {
    var state = Files.createTempDirectory(environment.directory(), "started");
    var builder =
        new ProcessBuilder(
                msi(List.of("local", "start", "--port", "0", "--state", state.toString())))
            .redirectError(ProcessBuilder.Redirect.appendTo(environment.log("command").toFile()));
    builder.environment().putAll(variables);
    long began = System.nanoTime();
    var process = builder.start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("Local Azure at ")) {
          return (System.nanoTime() - began) / 1e6;
        }
      }
      throw new IOException("the server has ended: see " + environment.log("command"));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Override
  public String report(Results results) {
    var table = new Table("command", "program", "elapsed ms", "× az", "CPU ms", "× az");
    for (var key : COMMANDS.keySet()) {
      var az = name() + "/" + AZ + "/" + key;
      row(results, table, key, "az", az, az);
      for (var jdk : jdks(results)) {
        row(results, table, key, "msi, JDK " + jdk, name() + "/" + jdk + "/" + key, az);
      }
    }
    for (var jdk : jdks(results)) {
      table.row(
          "`msi local start`, until ready",
          "msi, JDK " + jdk,
          Numbers.rounded(results.get(name(), jdk, START, "wall")),
          "-",
          "-",
          "-");
    }
    return "A new process runs one command against a local Azure in another process. `msi` is"
        + " started by its launcher, has archived its classes, and has kept its token, as the"
        + " Azure CLI has. The commands are run in turn, and the median counts. CPU is that of all"
        + " processes of the command, by the timer of bash.\n\n"
        + table.markdown();
  }

  private List<String> jdks(Results results) {
    return results.after(name()).stream().filter(key -> !key.equals(AZ)).toList();
  }

  private static void row(
      Results results, Table table, String key, String program, String measured, String az) {
    var command = String.join(" ", COMMANDS.get(key)).replace(LocalAzureSeed.NAME, "NAME");
    table.row(
        "`" + command + "`",
        program,
        Numbers.rounded(results.get(measured, "wall")),
        Numbers.ratio(results.ratio(measured + "/wall", az + "/wall")),
        Numbers.rounded(results.get(measured, "cpu")),
        Numbers.ratio(results.ratio(measured + "/cpu", az + "/cpu")));
  }
}
