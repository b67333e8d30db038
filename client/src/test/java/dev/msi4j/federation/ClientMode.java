package dev.msi4j.federation;

/** Which of the two clients is below: what is above is written once, and must do for both. */
enum ClientMode {
  BLOCKING {
    @Override
    ClientAdapter service(FakeAzure azure) {
      return new BlockingClientAdapter(azure.client().buildClient());
    }
  },
  ASYNC {
    @Override
    ClientAdapter service(FakeAzure azure) {
      return new AsyncClientAdapter(azure.client().buildAsyncClient());
    }
  };

  abstract ClientAdapter service(FakeAzure azure);

  FederationClient client(FakeAzure azure, FederationOptions options, Delays delays) {
    return new FederationClient(new FederationCalls(service(azure), options, delays, () -> 1.0));
  }

  FederationClient client(FakeAzure azure, Delays delays) {
    return client(azure, FederationOptions.DEFAULT, delays);
  }
}
