package dev.msi4j.federation;

/** The client under test: blocking or asynchronous. */
enum ClientMode {
  BLOCKING {
    @Override
    ClientAdapter adapter(FakeAzure azure) {
      return new BlockingClientAdapter(azure.client().buildClient());
    }
  },
  ASYNC {
    @Override
    ClientAdapter adapter(FakeAzure azure) {
      return new AsyncClientAdapter(azure.client().buildAsyncClient());
    }
  };

  abstract ClientAdapter adapter(FakeAzure azure);

  FederationClient client(FakeAzure azure, FederationOptions options, Delays delays) {
    return new FederationClient(new FederationCalls(adapter(azure), options, delays, () -> 1.0));
  }

  FederationClient client(FakeAzure azure, Delays delays) {
    return client(azure, FederationOptions.DEFAULT, delays);
  }
}
