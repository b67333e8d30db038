package dev.msi4j.benchmarks;

import java.util.List;

/** A client with the libraries of its class path. */
enum Competitor {
  FLOOR("floor", "raw socket (floor)", "floor", List.of()),
  PIPELINE(
      "pipeline",
      "bare azure-core pipeline over msi4j-http",
      "pipeline",
      List.of("com.azure:azure-core", "dev.msi4j:msi4j-http")),
  MSI4J(
      "msi4j",
      "msi4j over msi4j-http",
      "msi4j",
      List.of("dev.msi4j:msi4j-client", "dev.msi4j:msi4j-http")),
  MSI4J_OKHTTP(
      "msi4j-okhttp",
      "msi4j over OkHttp",
      "msi4j",
      List.of("dev.msi4j:msi4j-client", "com.azure:azure-core-http-okhttp")),
  OFFICIAL(
      "official",
      "azure-resourcemanager-msi, generated client over Netty",
      "official",
      List.of(
          "com.azure.resourcemanager:azure-resourcemanager-msi",
          "com.azure:azure-core-http-netty")),
  FLUENT(
      "fluent",
      "azure-resourcemanager-msi, fluent client over Netty",
      "fluent",
      List.of(
          "com.azure.resourcemanager:azure-resourcemanager-msi",
          "com.azure:azure-core-http-netty")),
  KEY_VAULT_MSI4J(
      "keyvault-msi4j",
      "msi4j-http",
      "keyvault",
      List.of("com.azure:azure-security-keyvault-secrets", "dev.msi4j:msi4j-http")),
  KEY_VAULT_OKHTTP(
      "keyvault-okhttp",
      "azure-core-http-okhttp",
      "keyvault",
      List.of("com.azure:azure-security-keyvault-secrets", "com.azure:azure-core-http-okhttp")),
  KEY_VAULT_NETTY(
      "keyvault-netty",
      "azure-core-http-netty",
      "keyvault",
      List.of("com.azure:azure-security-keyvault-secrets", "com.azure:azure-core-http-netty")),
  KEY_VAULT_JDK(
      "keyvault-jdk",
      "azure-core-http-jdk-httpclient",
      "keyvault",
      List.of(
          "com.azure:azure-security-keyvault-secrets", "com.azure:azure-core-http-jdk-httpclient"));

  /** The clients for identities that have all operations. */
  static final List<Competitor> CLIENTS = List.of(MSI4J, MSI4J_OKHTTP, OFFICIAL, FLUENT);

  /** The same clients and the floor. */
  static final List<Competitor> CLIENTS_AND_FLOOR =
      List.of(FLOOR, MSI4J, MSI4J_OKHTTP, OFFICIAL, FLUENT);

  /** Microsoft's client for Key Vault on each HTTP client. */
  static final List<Competitor> KEY_VAULT =
      List.of(KEY_VAULT_MSI4J, KEY_VAULT_OKHTTP, KEY_VAULT_NETTY, KEY_VAULT_JDK);

  private final String key;
  private final String title;
  private final String contestant;
  private final List<String> artifacts;

  Competitor(String key, String title, String contestant, List<String> artifacts) {
    this.key = key;
    this.title = title;
    this.contestant = contestant;
    this.artifacts = artifacts;
  }

  /** Returns the name in the keys of results and in the legend of a chart. */
  String key() {
    return key;
  }

  /** Returns the name in the report. */
  String title() {
    return title;
  }

  /** Returns the name that the child processes know. */
  String contestant() {
    return contestant;
  }

  /** Returns the artifacts, as {@code group:artifact}, whose dependencies form the class path. */
  List<String> artifacts() {
    return artifacts;
  }
}
