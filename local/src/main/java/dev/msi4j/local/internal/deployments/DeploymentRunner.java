package dev.msi4j.local.internal.deployments;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.store.StoreUnavailableException;

/** Advances the running deployments. Any process can advance a deployment, also after a restart. */
final class DeploymentRunner {
  private final DeploymentServices services;
  private final DeploymentStore deployments;

  DeploymentRunner(DeploymentServices services, DeploymentStore deployments) {
    this.services = services;
    this.deployments = deployments;
  }

  /** Advances all running deployments. */
  void advanceAll() {
    try {
      deployments.running().forEach(this::advance);
    } catch (StoreUnavailableException e) {
      // The request that follows reports that the state can't be reached.
    }
  }

  /** Advances a deployment, unless another thread or process does so at the moment. */
  void advance(String key) {
    var clock = services.runtime().clock();
    var leaseId = services.runtime().ids().get().toString();
    if (!deployments.acquire(key, leaseId, clock.instant())) {
      return;
    }
    try {
      deployments.find(key).ifPresent(this::advance);
    } finally {
      deployments.release(key, leaseId);
    }
  }

  private void advance(DeploymentRow row) {
    var clock = services.runtime().clock();
    var client = new ResourceClient(services.dispatcher(), row.caller(), row.origin());
    DeploymentModel model;
    try {
      model = DeploymentModel.of(row, services);
    } catch (ArmException e) {
      deployments.end(row.failed(clock.instant(), DeploymentException.error(e)));
      return;
    }
    new DeploymentRun(row, model, client, deployments, services).advance();
  }
}
