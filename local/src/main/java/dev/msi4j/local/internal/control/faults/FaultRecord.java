package dev.msi4j.local.internal.control.faults;

import java.time.Instant;

/** A fault that was applied to a request for an operation. */
public record FaultRecord(PlannedFault fault, String operation, Instant at) {}
