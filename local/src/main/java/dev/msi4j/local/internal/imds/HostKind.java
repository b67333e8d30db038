package dev.msi4j.local.internal.imds;

import java.util.Arrays;
import java.util.List;

/** The kinds of hosts, with the name of the operation for fault injection and the error format. */
enum HostKind {
  VIRTUAL_MACHINE("hosts/vm", ErrorFormat.IMDS),
  APP_SERVICE("hosts/app-service", ErrorFormat.APP_SERVICE),
  AZURE_ARC("hosts/arc", ErrorFormat.IMDS),
  SERVICE_FABRIC("hosts/service-fabric", ErrorFormat.SERVICE_FABRIC),
  CLOUD_SHELL("hosts/cloud-shell", ErrorFormat.CLOUD_SHELL);

  private final String operation;
  private final ErrorFormat errorFormat;

  HostKind(String operation, ErrorFormat errorFormat) {
    this.operation = operation;
    this.errorFormat = errorFormat;
  }

  String operation() {
    return operation;
  }

  ErrorFormat errorFormat() {
    return errorFormat;
  }

  static List<String> operations() {
    return Arrays.stream(values()).map(HostKind::operation).toList();
  }
}
