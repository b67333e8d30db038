package dev.msi4j.cli.vm;

import dev.msi4j.cli.Msi;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.samples.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A command that runs as if it were in a virtual machine: in a network of its own, where the
 * addresses of the machine's endpoints and of the local Azure are relayed to where they really are.
 */
final class VirtualMachineProcess {
  private static final String INSTANCE_METADATA = "169.254.169.254:80";

  private final NetworkNamespace namespace;
  private final VirtualMachineEnvironment variables;

  VirtualMachineProcess(NetworkNamespace namespace, VirtualMachineEnvironment variables) {
    this.namespace = namespace;
    this.variables = variables;
  }

  /** Runs it to its end and returns its exit status. */
  int run(VirtualMachine machine, List<String> command) {
    var relays = new ArrayList<TcpForwarder>();
    Path folder = folder();
    var status = new AtomicInteger();
    ShutdownHook.run(
        () -> status.set(run(passages(machine), folder, relays, command)),
        () -> remove(folder, relays));
    return status.get();
  }

  private int run(
      Map<String, String> passages, Path folder, List<TcpForwarder> relays, List<String> command) {
    var inside = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", classPath()));
    inside.addAll(List.of(Msi.class.getName(), "vm", "relay"));
    passages.forEach((address, target) -> {
      Path socket = folder.resolve(String.valueOf(relays.size()));
      relays.add(
          TcpForwarder.start(
              TcpForwarder.address(socket.toString()), TcpForwarder.address(target)));
      inside.addAll(List.of("--pass", address + "=" + socket));
    });
    inside.add("--");
    inside.addAll(command);
    var process = namespace.run(inside);
    variables.applyTo(process.environment());
    return await(process);
  }

  /** Runs a process to its end, on the terminal of this one, and ends it if this one ends first. */
  static int await(ProcessBuilder builder) {
    try {
      var process = builder.inheritIO().start();
      var status = new AtomicInteger();
      ShutdownHook.run(() -> status.set(exitStatus(process)), process::destroy);
      return status.get();
    } catch (IOException e) {
      throw new UncheckedIOException("the command cannot be run", e);
    }
  }

  private static int exitStatus(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while the command was running", e);
    }
  }

  /** By the address inside, the address outside. */
  private Map<String, String> passages(VirtualMachine machine) {
    var passages = new LinkedHashMap<String, String>();
    var opened = open(machine);
    var endpoint = authority(URI.create(String.valueOf(opened.get("endpoint"))));
    passages.put(INSTANCE_METADATA, endpoint);
    if (opened.get("extensionPort") instanceof Number port) {
      passages.put("127.0.0.1:" + port, endpoint);
    }
    for (var address : variables.addresses()) {
      var uri = URI.create(address);
      passages.putIfAbsent("127.0.0.1:" + port(uri), authority(uri));
    }
    return passages;
  }

  private static String authority(URI uri) {
    return uri.getHost() + ":" + port(uri);
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 443 : uri.getPort();
  }

  /** Has the local Azure open an address that is this machine's alone. */
  private Map<String, Object> open(VirtualMachine machine) {
    var request =
        HttpRequest.newBuilder(URI.create(variables.imds(machine) + "/endpoint"))
            .header("Metadata", "true")
            .POST(BodyPublishers.noBody())
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
      var document = VirtualMachine.object(answer.body());
      if (answer.statusCode() != 200) {
        throw new CommandException(String.valueOf(document.get("error_description")));
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException("the local Azure does not answer at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while the local Azure was asked", e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("msi-vm-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder, List<TcpForwarder> relays) {
    relays.forEach(TcpForwarder::close);
    try {
      for (var i = 0; i < relays.size(); i++) {
        Files.deleteIfExists(folder.resolve(String.valueOf(i)));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be removed", e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
