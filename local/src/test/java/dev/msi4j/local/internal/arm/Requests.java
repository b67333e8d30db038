package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.rbac.Access;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests that the pipeline has let through, for tests of what comes behind it. */
public final class Requests {
  private Requests() {}

  /** Writes a machine, as somebody who may do so much. */
  public static ArmRequest put(String machine, Access access) {
    var operation =
        new Operation(
            "PUT",
            machine,
            "Microsoft.Compute/virtualMachines/write",
            ApiVersions.any(),
            RequiredPermission.ACTION,
            List.of(),
            null,
            null,
            request -> Response.empty(200));
    return new ArmRequest(
        Request.of("PUT", "https://localhost", machine),
        operation,
        Map.of(),
        "2024-11-01",
        new Caller(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), false),
        access);
  }
}
