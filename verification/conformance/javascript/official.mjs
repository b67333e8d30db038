// Tests Microsoft's clients for JavaScript against a local Azure. Reads the environment variables that
// 'msi local start --env-file' writes. Prints one line per check and a summary.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { NetworkManagementClient } from '@azure/arm-network';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientAssertionCredential, ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

const { env } = process;
const ARM = env.MSI4J_ARM_ENDPOINT;
const SCOPE = 'https://management.azure.com/.default';
const SUBSCRIPTION = env.AZURE_SUBSCRIPTION_ID;
const TENANT = env.AZURE_TENANT_ID;
const GROUP = `js-${randomUUID().slice(0, 8)}`;
const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}`;
const LOCATION = 'eastus';
const authority = { authorityHost: env.AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true };

const owner = new ClientSecretCredential(TENANT, env.AZURE_CLIENT_ID, env.AZURE_CLIENT_SECRET, authority);
const as = (credential, Client) =>
  new Client(credential, SUBSCRIPTION, { endpoint: ARM, credentialScopes: [SCOPE], retryOptions: { maxRetries: 0 } });
const resources = as(owner, ResourceManagementClient);
const identities = as(owner, ManagedServiceIdentityClient);
const network = as(owner, NetworkManagementClient);
const compute = as(owner, ComputeManagementClient);
const authorization = as(owner, AuthorizationManagementClient);

let passed = 0;
let failed = 0;

async function check(name, work) {
  try {
    const found = await work();
    passed++;
    console.log('ok', name);
    return found;
  } catch (error) {
    failed++;
    console.log('FAIL', name, String(error?.message ?? error).split('\n', 1)[0]);
    return undefined;
  }
}

/** Returns the status and code of an error of the service. */
async function rejection(work) {
  try {
    await work();
  } catch (error) {
    return `${error.statusCode} ${error.code}`;
  }
  throw new Error('the call was not rejected');
}

async function all(pages) {
  const found = [];
  for await (const each of pages) found.push(each);
  return found;
}

const claims = ({ token }) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

async function signIn() {
  await check('token.client_secret', async () => {
    const found = claims(await owner.getToken(SCOPE));
    assert.equal(found.tid, TENANT);
    assert.equal(found.appid, env.AZURE_CLIENT_ID);
  });
  await check('token.wrong_secret_is_rejected', async () => {
    const wrong = new ClientSecretCredential(TENANT, env.AZURE_CLIENT_ID, 'wrong', authority);
    await assert.rejects(wrong.getToken(SCOPE), /AADSTS7000215/);
  });
}

async function group() {
  await check('rg.create', () => resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION, tags: { a: 'b' } }));
  await check('rg.exists', async () => assert.equal((await resources.resourceGroups.checkExistence(GROUP)).body, true));
  await check('rg.list_by_tag', async () => {
    const found = await all(resources.resourceGroups.list({ filter: "tagName eq 'a' and tagValue eq 'b'" }));
    assert.ok(found.some((each) => each.name === GROUP));
  });
  await check('rg.missing', async () =>
    assert.equal(await rejection(() => resources.resourceGroups.get('none')), '404 ResourceGroupNotFound'));
}

async function identity() {
  const users = identities.userAssignedIdentities;
  const made = await check('msi.create', async () => {
    const found = await users.createOrUpdate(GROUP, 'user1', { location: LOCATION, tags: { team: 'one' } });
    assert.match(found.principalId, /^[0-9a-f-]{36}$/);
    assert.equal(found.tenantId, TENANT);
    return found;
  });
  await check('msi.patch_replaces_tags', async () =>
    assert.deepEqual((await users.update(GROUP, 'user1', { tags: { team: 'two' } })).tags, { team: 'two' }));
  await check('msi.list_by_group', async () =>
    assert.deepEqual((await all(users.listByResourceGroup(GROUP))).map((each) => each.name), ['user1']));
  await check('msi.list_by_subscription', async () =>
    assert.ok((await all(users.listBySubscription())).some((each) => each.name === 'user1')));
  await check('msi.missing', async () =>
    assert.equal(await rejection(() => users.get(GROUP, 'missing')), '404 ResourceNotFound'));
  await check('msi.operations', async () =>
    assert.ok((await all(identities.operations.list())).some((each) => each.name.endsWith('userAssignedIdentities/write'))));

  const credentials = identities.federatedIdentityCredentials;
  const trusted = {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:contoso/shop:ref:refs/heads/main',
    audiences: ['api://AzureADTokenExchange'],
  };
  await check('fic.create', async () =>
    assert.equal((await credentials.createOrUpdate(GROUP, 'user1', 'main', trusted)).subject, trusted.subject));
  await check('fic.same_trust_twice_is_rejected', async () =>
    assert.match(await rejection(() => credentials.createOrUpdate(GROUP, 'user1', 'again', trusted)), /^409 /));
  await check('fic.list_by_pages', async () => {
    await credentials.createOrUpdate(GROUP, 'user1', 'other', { ...trusted, subject: 'repo:contoso/shop:pull_request' });
    const pages = await all(credentials.list(GROUP, 'user1', { top: 1 }).byPage());
    assert.deepEqual(pages.flat().map((each) => each.name).sort(), ['main', 'other']);
  });
  await check('fic.delete', () => credentials.delete(GROUP, 'user1', 'other'));
  return made;
}

async function wires() {
  const place = { location: LOCATION };
  await check('net.virtual_network', () =>
    network.virtualNetworks.beginCreateOrUpdateAndWait(GROUP, 'net', {
      ...place,
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [{ name: 'default', addressPrefix: '10.0.0.0/24' }],
    }));
  const subnet = await check('net.subnet', () => network.subnets.get(GROUP, 'net', 'default'));
  await check('net.subnet_outside_its_network_is_rejected', async () =>
    assert.match(
      await rejection(() =>
        network.subnets.beginCreateOrUpdateAndWait(GROUP, 'net', 'far', { addressPrefix: '10.9.0.0/24' })),
      /^400 Netcfg/));
  const address = await check('net.public_address', () =>
    network.publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, 'address', { ...place, publicIPAllocationMethod: 'Dynamic' }));
  const rules = await check('net.security_group', () =>
    network.networkSecurityGroups.beginCreateOrUpdateAndWait(GROUP, 'rules', {
      ...place,
      securityRules: [
        {
          name: 'ssh',
          priority: 100,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sourceAddressPrefix: '*',
          sourcePortRange: '*',
          destinationAddressPrefix: '*',
          destinationPortRange: '22',
        },
      ],
    }));
  const card = await check('net.interface', () =>
    network.networkInterfaces.beginCreateOrUpdateAndWait(GROUP, 'card', {
      ...place,
      networkSecurityGroup: { id: rules.id },
      ipConfigurations: [{ name: 'first', subnet: { id: subnet.id }, publicIPAddress: { id: address.id } }],
    }));
  await check('net.subnet_in_use_is_not_deleted', async () =>
    assert.equal(
      await rejection(() => network.subnets.beginDeleteAndWait(GROUP, 'net', 'default')), '400 InUseSubnetCannotBeDeleted'));
  return card;
}

async function machine(user, card) {
  const machines = compute.virtualMachines;
  const vm = await check('vm.create', () =>
    machines.createOrUpdate(GROUP, 'vm', {
      location: LOCATION,
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [user.id]: {} } },
      hardwareProfile: { vmSize: 'Standard_B1s' },
      osProfile: { computerName: 'vm', adminUsername: 'azure', adminPassword: 'Passw0rd!Passw0rd' },
      storageProfile: {
        imageReference: { publisher: 'Canonical', offer: '0001-com-ubuntu-server-jammy', sku: '22_04-lts-gen2', version: 'latest' },
        osDisk: { createOption: 'FromImage' },
      },
      networkProfile: { networkInterfaces: [{ id: card.id }] },
    }));
  await check('vm.identities_are_filled_in', () => {
    assert.match(vm.identity.principalId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(Object.values(vm.identity.userAssignedIdentities).map((each) => each.clientId), [user.clientId]);
  });
  await check('vm.has_public_address', async () =>
    assert.match((await network.publicIPAddresses.get(GROUP, 'address')).ipAddress, /^[\d.]+$/));
  for (const [action, state] of [
    ['powerOff', 'stopped'],
    ['start', 'running'],
    ['restart', 'running'],
    ['deallocate', 'deallocated'],
    ['start', 'running'],
  ]) {
    await check(`vm.${action}`, async () => {
      await machines[action](GROUP, 'vm');
      const view = await machines.instanceView(GROUP, 'vm');
      assert.ok(view.statuses.some((each) => each.code === `PowerState/${state}`));
    });
  }
  await check('ext.install', () =>
    compute.virtualMachineExtensions.createOrUpdate(GROUP, 'vm', 'msi', {
      location: LOCATION,
      publisher: 'Microsoft.ManagedIdentity',
      typePropertiesType: 'ManagedIdentityExtensionForLinux',
      typeHandlerVersion: '1.0',
      settings: { port: 50342 },
    }));
  return vm;
}

async function roles(user, vm) {
  const role = await check('rbac.contributor_by_name', async () => {
    const found = await all(
      authorization.roleDefinitions.list(`/subscriptions/${SUBSCRIPTION}`, { filter: "roleName eq 'Contributor'" }));
    assert.equal(found.length, 1);
    return found[0];
  });
  for (const principalId of [user.principalId, vm.identity.principalId]) {
    await check('rbac.assign', () =>
      authorization.roleAssignments.create(GROUP_ID, randomUUID(), {
        roleDefinitionId: role.id,
        principalId,
        principalType: 'ServicePrincipal',
      }));
  }
  await check('rbac.assignments_of_principal', async () => {
    const found = await all(
      authorization.roleAssignments.listForScope(GROUP_ID, { filter: `principalId eq '${user.principalId}'` }));
    assert.equal(found.length, 1);
  });
  await check('rbac.unknown_principal', async () =>
    assert.equal(
      await rejection(() =>
        // Without a principal type, Azure requires that the principal is already replicated.
        authorization.roleAssignments.create(GROUP_ID, randomUUID(), {
          roleDefinitionId: role.id,
          principalId: randomUUID(),
        })),
      '400 PrincipalNotFound'));
}

async function inside(user) {
  const of = (template) =>
    template.replace('{subscription}', SUBSCRIPTION).replace('{resourceGroup}', GROUP).replace('{vm}', 'vm');
  env.AZURE_POD_IDENTITY_AUTHORITY_HOST = of(env.MSI4J_IMDS_ENDPOINT);
  await check('imds.system_assigned', async () => {
    const found = claims(await new ManagedIdentityCredential().getToken(SCOPE));
    assert.ok(found.xms_mirid.toLowerCase().endsWith('/virtualmachines/vm'));
  });
  for (const [name, options] of [
    ['client_id', { clientId: user.clientId }],
    ['object_id', { objectId: user.principalId }],
    ['resource_id', { resourceId: user.id }],
  ]) {
    await check(`imds.user_assigned_by_${name}`, async () =>
      assert.equal(claims(await new ManagedIdentityCredential(options).getToken(SCOPE)).oid, user.principalId));
  }
  await check('imds.unknown_identity_is_rejected', () =>
    assert.rejects(new ManagedIdentityCredential({ clientId: randomUUID() }).getToken(SCOPE)));
  const inVm = new ManagedIdentityCredential({ clientId: user.clientId });
  await check('imds.its_token_reads_the_group', async () => {
    const found = await all(as(inVm, ResourceManagementClient).resources.listByResourceGroup(GROUP));
    assert.ok(found.some((each) => each.type === 'Microsoft.Compute/virtualMachines'));
  });
  await check('imds.its_token_is_rejected_outside', async () =>
    assert.equal(
      await rejection(() => as(inVm, ResourceManagementClient).resourceGroups.createOrUpdate('out', { location: LOCATION })),
      '403 AuthorizationFailed'));
  delete env.AZURE_POD_IDENTITY_AUTHORITY_HOST;

  env.MSI_ENDPOINT = `${of(env.MSI4J_EXTENSION_ENDPOINT)}/oauth2/token`;
  await check('ext.token', async () => {
    const found = claims(await new ManagedIdentityCredential().getToken(SCOPE));
    assert.ok(found.xms_mirid.toLowerCase().endsWith('/virtualmachines/vm'));
  });
  delete env.MSI_ENDPOINT;
}

async function vault(user) {
  const SECRETS_OFFICER = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7';
  const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
  const retryOptions = { maxRetries: 0 };
  const made = await check('kv.create', () =>
    as(owner, KeyVaultManagementClient).vaults.createOrUpdate(GROUP, 'vault-js', {
      location: LOCATION,
      properties: { tenantId: TENANT, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true },
    }));
  const secrets = new SecretClient(made.properties.vaultUri, owner, { retryOptions });
  await check('kv.secret_without_role_is_rejected', async () =>
    assert.equal(await rejection(() => secrets.setSecret('password', 'x')), '403 Forbidden'));
  for (const [principalId, role] of [
    [claims(await owner.getToken(SCOPE)).oid, SECRETS_OFFICER],
    [user.principalId, SECRETS_USER],
  ]) {
    await check('kv.assign', () =>
      authorization.roleAssignments.create(made.id, randomUUID(), {
        roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        principalId,
        principalType: 'ServicePrincipal',
      }));
  }
  await check('kv.secret_set', async () => {
    await secrets.setSecret('password', 'first', { tags: { team: 'core' } });
    await secrets.setSecret('password', 'second');
    assert.equal((await secrets.getSecret('password')).value, 'second');
  });
  await check('kv.secret_versions', async () =>
    assert.equal((await all(secrets.listPropertiesOfSecretVersions('password'))).length, 2));
  await check('kv.secret_read_in_vm', async () => {
    env.AZURE_POD_IDENTITY_AUTHORITY_HOST = env.MSI4J_IMDS_ENDPOINT.replace('{subscription}', SUBSCRIPTION)
      .replace('{resourceGroup}', GROUP).replace('{vm}', 'vm');
    const inVm = new ManagedIdentityCredential({ clientId: user.clientId });
    const read = await new SecretClient(made.properties.vaultUri, inVm, { retryOptions }).getSecret('password');
    delete env.AZURE_POD_IDENTITY_AUTHORITY_HOST;
    assert.equal(read.value, 'second');
  });
  await check('kv.secret_recover', async () => {
    await (await secrets.beginDeleteSecret('password', { intervalInMs: 100 })).pollUntilDone();
    assert.equal(await rejection(() => secrets.getSecret('password')), '404 SecretNotFound');
    await (await secrets.beginRecoverDeletedSecret('password', { intervalInMs: 100 })).pollUntilDone();
    assert.equal((await secrets.getSecret('password')).value, 'second');
  });
  await check('kv.secret_purge', async () => {
    await (await secrets.beginDeleteSecret('password', { intervalInMs: 100 })).pollUntilDone();
    await secrets.purgeDeletedSecret('password');
    assert.equal((await all(secrets.listDeletedSecrets())).length, 0);
  });
}

async function federation(user) {
  const issuer = (...words) => execFileSync(env.MSI, ['local', 'issuer', ...words, '--state', env.STATE], { encoding: 'utf8' });
  const token = (account) => issuer('token', 'cluster', '--kubernetes', `shop/${account}`).trim();
  await check('wif.trust', async () => {
    issuer('create', 'cluster');
    const { iss } = claims({ token: token('orders') });
    await identities.federatedIdentityCredentials.createOrUpdate(GROUP, 'user1', 'pod', {
      issuer: iss,
      subject: 'system:serviceaccount:shop:orders',
      audiences: ['api://AzureADTokenExchange'],
    });
  });
  await check('wif.exchange', async () => {
    const pod = new ClientAssertionCredential(TENANT, user.clientId, async () => token('orders'), authority);
    assert.equal(claims(await pod.getToken(SCOPE)).oid, user.principalId);
  });
  await check('wif.other_subject_is_rejected', async () => {
    const pod = new ClientAssertionCredential(TENANT, user.clientId, async () => token('Orders'), authority);
    await assert.rejects(pod.getToken(SCOPE), /AADSTS700213/);
  });
}

async function end() {
  const machines = compute.virtualMachines;
  await check('vm.identity_is_removed', async () => {
    await machines.update(GROUP, 'vm', { identity: { type: 'None' } });
    const found = await machines.get(GROUP, 'vm');
    assert.ok(!found.identity || found.identity.type === 'None');
  });
  await check('vm.delete', () => machines.delete(GROUP, 'vm'));
  await check('net.interface_delete', () => network.networkInterfaces.beginDeleteAndWait(GROUP, 'card'));
  await check('rg.delete', async () => {
    await resources.resourceGroups.beginDeleteAndWait(GROUP);
    assert.equal((await resources.resourceGroups.checkExistence(GROUP)).body, false);
  });
}

await signIn();
await group();
const user = await identity();
const card = await wires();
const vm = await machine(user, card);
await roles(user, vm);
await inside(user);
await vault(user);
await federation(user);
await end();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
