package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.imds.IdentitySelector.Kind;
import dev.msi4j.local.internal.imds.IdentitySelector.Parameter;
import java.util.List;

/**
 * The parameters of a token request that each hosting environment supports. All other parameters
 * are ignored, including those by which another environment selects an identity. AKS has no such
 * endpoint: its workloads request tokens from the token service, where {@code client_id} selects
 * the identity.
 */
enum TokenProtocol {
  /** "How to use managed identities for Azure resources on an Azure VM"; clients send both ids. */
  INSTANCE_METADATA(ErrorFormat.IMDS),

  /** The extension of virtual machines is older than the second name of a resource id. */
  VM_EXTENSION(ErrorFormat.IMDS),

  /** "How to use managed identities for App Service", version 2017-09-01. */
  APP_SERVICE_2017(ErrorFormat.APP_SERVICE),

  /** "How to use managed identities for App Service", version 2019-08-01 and later. */
  APP_SERVICE(ErrorFormat.APP_SERVICE),

  /** "Authenticate against Azure resources with Azure Arc-enabled servers". */
  AZURE_ARC(ErrorFormat.IMDS),

  /** "How to leverage a Service Fabric application's managed identity to access Azure services". */
  SERVICE_FABRIC(ErrorFormat.SERVICE_FABRIC),

  /** "Use managed identities in Cloud Shell": a shell has one identity. */
  CLOUD_SHELL(ErrorFormat.CLOUD_SHELL);

  /** The parameter with the hash of a rejected token that the environment replaces. */
  static final String TOKEN_TO_REFRESH = "token_sha256_to_refresh";

  private static final Parameter CLIENT_ID = new Parameter("client_id", Kind.CLIENT_ID);
  private static final Parameter OBJECT_ID = new Parameter("object_id", Kind.OBJECT_ID);
  private static final Parameter MSI_RES_ID = new Parameter("msi_res_id", Kind.RESOURCE_ID);
  private static final Parameter MI_RES_ID = new Parameter("mi_res_id", Kind.RESOURCE_ID);

  private final ErrorFormat errorFormat;

  TokenProtocol(ErrorFormat errorFormat) {
    this.errorFormat = errorFormat;
  }

  ErrorFormat errorFormat() {
    return errorFormat;
  }

  /** Returns the parameters that select an identity; several may have the same meaning. */
  List<Parameter> selectors() {
    return switch (this) {
      case INSTANCE_METADATA -> List.of(CLIENT_ID, OBJECT_ID, MSI_RES_ID, MI_RES_ID);
      case VM_EXTENSION, AZURE_ARC -> List.of(CLIENT_ID, OBJECT_ID, MSI_RES_ID);
      case APP_SERVICE_2017 -> List.of(new Parameter("clientid", Kind.CLIENT_ID));
      case APP_SERVICE ->
          List.of(CLIENT_ID, new Parameter("principal_id", Kind.OBJECT_ID), OBJECT_ID, MI_RES_ID);
      case SERVICE_FABRIC -> List.of(new Parameter("principalId", Kind.OBJECT_ID));
      case CLOUD_SHELL -> List.of();
    };
  }

  /** Returns whether a client can replace a rejected token before it expires. */
  boolean replacesRejectedTokens() {
    return this == APP_SERVICE || this == SERVICE_FABRIC;
  }
}
