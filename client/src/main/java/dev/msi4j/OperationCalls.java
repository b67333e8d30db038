package dev.msi4j;

/** Creates the call of {@link Operations} and its asynchronous counterpart. */
record OperationCalls() {
  ArmCall<Page<Operation>> list() {
    return ArmCall.get(
        Feature.OPERATIONS_LIST,
        ArmPath.provider().slash("operations"),
        Page.of(() -> Operation::fromJson));
  }
}
