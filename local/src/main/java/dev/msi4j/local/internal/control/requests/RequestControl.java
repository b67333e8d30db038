package dev.msi4j.local.internal.control.requests;

import dev.msi4j.local.internal.control.faults.FaultInjector;

/**
 * What tests control and see of requests.
 *
 * @param faults injects faults
 * @param recorder records the requests
 */
public record RequestControl(FaultInjector faults, RequestRecorder recorder) {}
