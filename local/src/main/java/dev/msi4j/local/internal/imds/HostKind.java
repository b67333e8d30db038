package dev.msi4j.local.internal.imds;

import java.util.Arrays;
import java.util.List;

/** The kinds of hosts, and how what is asked of each is called where faults are injected. */
enum HostKind {
  VIRTUAL_MACHINE("hosts/vm", Dialect.IMDS),
  APP_SERVICE("hosts/app-service", Dialect.APP_SERVICE),
  AZURE_ARC("hosts/arc", Dialect.IMDS),
  SERVICE_FABRIC("hosts/service-fabric", Dialect.SERVICE_FABRIC),
  CLOUD_SHELL("hosts/cloud-shell", Dialect.CLOUD_SHELL);

  private final String operation;
  private final Dialect dialect;

  HostKind(String operation, Dialect dialect) {
    this.operation = operation;
    this.dialect = dialect;
  }

  String operation() {
    return operation;
  }

  Dialect dialect() {
    return dialect;
  }

  static List<String> operations() {
    return Arrays.stream(values()).map(HostKind::operation).toList();
  }
}
