package dev.msi4j.samples;

import org.jspecify.annotations.Nullable;

/** What a program sees that runs inside a virtual machine: where tokens are to be had. */
interface InsideVm {
  /** Where the token extension listens. */
  int EXTENSION_PORT = 50342;

  /**
   * Takes a token from the extension on {@code localhost:50342}.
   *
   * @param resource the audience that the token is for
   * @param clientId names one of several identities; null for the machine's own
   */
  IdentityToken fromExtension(String resource, @Nullable String clientId);

  /** Takes a token from the instance metadata service on {@code 169.254.169.254}. */
  IdentityToken fromMetadataService(String resource, @Nullable String clientId);
}
