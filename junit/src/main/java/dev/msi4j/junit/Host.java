package dev.msi4j.junit;

/** The hosting environment that a test simulates. */
public enum Host {
  /** A virtual machine with the Instance Metadata Service (IMDS). */
  VM,

  /** An app of App Service or Azure Functions. */
  APP_SERVICE,

  /**
   * A server of Azure Arc. On Linux, clients read secret files in {@code /var/opt/azcmagent/tokens}
   * only; creating the directory requires root.
   */
  ARC,

  /** An application of Service Fabric. */
  SERVICE_FABRIC,

  /** A Cloud Shell, which has a system-assigned identity only. */
  CLOUD_SHELL,

  /** A pod of AKS with Microsoft Entra Workload ID. */
  AKS_POD
}
