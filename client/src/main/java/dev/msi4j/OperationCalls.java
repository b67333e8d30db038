package dev.msi4j;

/** The operation of {@link Operations}, described. */
record OperationCalls() {
  ArmCall<Page<Operation>> list() {
    return ArmCall.get(
        Feature.OPERATIONS_LIST,
        ArmPath.provider().slash("operations"),
        Page.of(Operation::fromJson));
  }
}
