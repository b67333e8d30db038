package dev.msi4j.samples;

import java.util.ArrayList;
import java.util.List;

/** Records the steps of a sample, one text each: the title, a colon and the result. */
final class RecordedSteps
    implements CreateVmWithManagedIdentity.Progress,
        FederateWorkloads.Progress,
        ManageIdentities.Progress {
  private final List<String> steps = new ArrayList<>();
  private String running = "";

  @Override
  public synchronized void started(String title) {
    if (!running.isEmpty()) {
      steps.add(running + ": FAILED");
    }
    running = title;
  }

  @Override
  public synchronized void finished(String result) {
    steps.add(running + ": " + result);
    running = "";
  }

  @Override
  public synchronized void skipped(String title, String reason) {
    steps.add(title + ": skipped, " + reason);
  }

  synchronized List<String> all() {
    return List.copyOf(steps);
  }

  /** Returns all steps as one text. */
  String text() {
    return String.join("\n", all());
  }
}
