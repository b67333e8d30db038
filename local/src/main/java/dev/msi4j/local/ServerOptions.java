package dev.msi4j.local;

import dev.msi4j.local.admin.AdminSecret;
import dev.msi4j.local.arm.Progresses;
import dev.msi4j.local.entra.DeclaredResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a server, as set on the builder. */
interface ServerOptions extends StateOptions {
  int port();

  int hostPort();

  String address();

  Clock clock();

  int pageSize();

  boolean providersRegistered();

  List<Path> issuerAuthorities();

  Duration replicationDelay();

  boolean concurrentCredentialWritesRefused();

  boolean throttling();

  List<DeclaredResource> resources();

  @Nullable AdminSecret admin();

  Progresses progresses();
}
