package dev.msi4j.federation;

/** Which of the two clients is below: what is above is written once, and must do for both. */
enum Twin {
  BLOCKING {
    @Override
    Service service(FakeAzure azure) {
      return new BlockingService(azure.client().buildClient());
    }
  },
  ASYNC {
    @Override
    Service service(FakeAzure azure) {
      return new AsyncService(azure.client().buildAsyncClient());
    }
  };

  abstract Service service(FakeAzure azure);

  FederationClient client(FakeAzure azure, FederationOptions options, Waits waits) {
    return new FederationClient(new FederationCalls(service(azure), options, waits, () -> 1.0));
  }

  FederationClient client(FakeAzure azure, Waits waits) {
    return client(azure, FederationOptions.DEFAULT, waits);
  }
}
