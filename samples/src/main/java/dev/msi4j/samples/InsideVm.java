package dev.msi4j.samples;

import org.jspecify.annotations.Nullable;

/** The token endpoints inside a virtual machine. */
interface InsideVm {
  /** The port of the token extension. */
  int EXTENSION_PORT = 50342;

  /**
   * Gets a token from the extension on {@code localhost:50342}.
   *
   * @param resource the audience of the token
   * @param clientId the client id of a user-assigned identity; null for the system-assigned one
   */
  IdentityToken fromExtension(String resource, @Nullable String clientId);

  /** Gets a token from the instance metadata service on {@code 169.254.169.254}. */
  IdentityToken fromMetadataService(String resource, @Nullable String clientId);
}
