package dev.msi4j.benchmarks.client;

/** Creates contestants by name. Loads no class of another contestant. */
final class Contestants {
  private Contestants() {}

  /**
   * Creates a contestant.
   *
   * @param name the name, as the runner uses it
   * @param port the port of the canned server on the loopback interface
   * @param tls whether the server uses TLS
   */
  static Contestant create(String name, int port, boolean tls) {
    return switch (name) {
      case "floor" -> new FloorClient(port, tls);
      case "pipeline" -> new PipelineClient(port, tls);
      case "msi4j" -> new Msi4jClient(port, tls);
      case "official" -> new OfficialClient(port, tls);
      case "fluent" -> new OfficialFluentClient(port, tls);
      case "keyvault" -> new KeyVaultClient(port, tls);
      default -> throw new IllegalArgumentException("contestant is '" + name + "': unknown");
    };
  }
}
