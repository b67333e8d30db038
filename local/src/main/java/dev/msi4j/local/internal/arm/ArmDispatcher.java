package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to Resource Manager from inside of the server, on behalf of a caller. The requests
 * pass the same pipeline as those of clients, except for authentication. Resource Manager depends
 * on the providers, and a provider on this class, so the composition root connects both at the end.
 */
public final class ArmDispatcher {
  private @Nullable ResourceManager resourceManager;

  /** Sets the Resource Manager that serves the requests. */
  public void connect(ResourceManager connected) {
    resourceManager = connected;
  }

  /** Serves a request on behalf of an authenticated caller. */
  public Response send(Request request, Caller caller) {
    if (resourceManager == null) {
      throw new IllegalStateException("Resource Manager is not connected");
    }
    return resourceManager.handle(request, caller);
  }
}
