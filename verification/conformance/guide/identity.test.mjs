import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { DefaultAzureCredential } from '@azure/identity';

// @start region=test
test('identity has location', async () => {
  const { AZURE_AUTHORITY_HOST, AZURE_SUBSCRIPTION_ID, MSI4J_ARM_ENDPOINT } = process.env;
  const azure = new ManagedServiceIdentityClient(
    new DefaultAzureCredential({ authorityHost: AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true }),
    AZURE_SUBSCRIPTION_ID,
    { endpoint: MSI4J_ARM_ENDPOINT, credentialScopes: ['https://management.azure.com/.default'] },
  );

  const identity = await azure.userAssignedIdentities.get('shop', 'orders');

  assert.equal(identity.location, 'westeurope');
});
// @end
