package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.rbac.Access;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Creates requests that have passed the pipeline, for tests of the operations. */
public final class Requests {
  private Requests() {}

  /** Returns a PUT of a virtual machine by a caller with the given permissions. */
  public static ArmRequest put(String machine, Access access) {
    var operation =
        new Operation(
            "PUT",
            machine,
            ApiVersions.any(),
            new Operation.Authorization(
                "Microsoft.Compute/virtualMachines/write", RequiredPermission.ACTION, List.of()),
            new Operation.Options(null, null, false),
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
