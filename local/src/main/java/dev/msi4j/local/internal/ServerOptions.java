package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.CompletionPolicies;
import dev.msi4j.local.internal.control.AdminSecret;
import dev.msi4j.local.internal.entra.DeclaredResource;
import dev.msi4j.local.internal.state.StateOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a server, as set on the builder {@code LocalAzureBuilder}. */
public interface ServerOptions extends StateOptions {
  int port();

  int imdsPort();

  String address();

  Clock clock();

  int pageSize();

  boolean providersRegistered();

  List<Path> trustedIssuerCas();

  List<Path> roleDefinitions();

  Duration replicationDelay();

  boolean rejectConcurrentCredentialWrites();

  boolean throttling();

  boolean recordRequests();

  List<DeclaredResource> resources();

  @Nullable AdminSecret adminSecret();

  CompletionPolicies completionPolicies();
}
