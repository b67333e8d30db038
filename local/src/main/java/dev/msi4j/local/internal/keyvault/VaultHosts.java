package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.text.CaseFolding;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Host names of vaults. A vault has the name {@code NAME.vault.localhost}, which resolvers that
 * follow RFC 6761 resolve to loopback, and Azure's name {@code NAME.vault.azure.net} for clients
 * whose name resolution is redirected to this server.
 */
public final class VaultHosts {
  /** The resource of tokens for Azure's Key Vault. */
  static final String AZURE_RESOURCE = "https://vault.azure.net";

  private static final String LOCAL_SUFFIX = "vault.localhost";
  private static final String AZURE_SUFFIX = "vault.azure.net";

  private VaultHosts() {}

  /** Returns the host names of all vaults: {@code *.} and a suffix. */
  public static List<String> patterns() {
    return List.of("*." + LOCAL_SUFFIX, "*." + AZURE_SUFFIX);
  }

  /** Returns the name of the vault that an origin belongs to; empty for all other origins. */
  public static Optional<String> vault(String origin) {
    var host = CaseFolding.of(host(origin));
    var dot = host.indexOf('.');
    var suffix = host.substring(dot + 1);
    return dot > 0 && (suffix.equals(LOCAL_SUFFIX) || suffix.equals(AZURE_SUFFIX))
        ? Optional.of(host.substring(0, dot))
        : Optional.empty();
  }

  /** Returns the address of a vault, such as {@code https://NAME.vault.localhost:8443}. */
  public static String url(String serverOrigin, String vault) {
    return "https://" + CaseFolding.of(vault) + "." + LOCAL_SUFFIX + port(serverOrigin);
  }

  /**
   * Returns the suffix of the vaults' hosts, with the port, such as {@code vault.localhost:8443}.
   */
  public static String suffix(String serverOrigin) {
    return LOCAL_SUFFIX + port(serverOrigin);
  }

  /**
   * Returns the resource of tokens for the vaults of this server. Clients check that the host of a
   * vault ends with the host of the resource; some of them compare the port, too.
   */
  public static String localResource(String serverOrigin) {
    return "https://" + suffix(serverOrigin);
  }

  /** Returns the resource that the challenge for the origin of a vault names. */
  static String resource(String vaultOrigin) {
    return CaseFolding.of(host(vaultOrigin)).endsWith("." + AZURE_SUFFIX)
        ? AZURE_RESOURCE
        : localResource(vaultOrigin);
  }

  private static String host(String origin) {
    var host = URI.create(origin).getHost();
    return host == null ? "" : host;
  }

  private static String port(String origin) {
    var port = URI.create(origin).getPort();
    return port < 0 ? "" : ":" + port;
  }
}
