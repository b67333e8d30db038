"""Uses the secrets of a key vault with the Python SDK. Needs the environment variables of a local Azure, and
vault-python.vault.localhost as a name of this machine."""

import base64
import json
import uuid

from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.keyvault.secrets import SecretClient
from azure.mgmt.authorization import AuthorizationManagementClient
from azure.mgmt.keyvault import KeyVaultManagementClient
from azure.mgmt.resource.resources import ResourceManagementClient

from session import credential, run, settings, SUBSCRIPTION, TENANT

GROUP, NAME = 'python', 'vault-python'
VAULT = f'/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}/providers/Microsoft.KeyVault/vaults/{NAME}'
SECRETS_OFFICER = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
vaults = KeyVaultManagementClient(credential, SUBSCRIPTION, **settings).vaults
assignments = AuthorizationManagementClient(credential, SUBSCRIPTION, **settings).role_assignments
clients = {}


def create_vault():
    created = vaults.begin_create_or_update(GROUP, NAME, {
        'location': 'westeurope',
        'properties': {'tenant_id': TENANT, 'sku': {'family': 'A', 'name': 'standard'},
                       'enable_rbac_authorization': True}}).result()
    clients['secrets'] = SecretClient(created.properties.vault_uri, credential)
    assert created.properties.provisioning_state in ('Succeeded', 'RegisteringDns'), created
    assert [each.name for each in vaults.list_by_resource_group(GROUP)] == [NAME]


def secret_without_role():
    try:
        clients['secrets'].set_secret('password', 'x')
    except HttpResponseError as e:
        assert e.status_code == 403 and 'ForbiddenByRbac' in str(e), e
    else:
        raise AssertionError('a secret was set without a role')


def secret():
    principal = owner()
    assignments.create(VAULT, str(uuid.uuid4()), {
        'role_definition_id': f'/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{SECRETS_OFFICER}',
        'principal_id': principal, 'principal_type': 'ServicePrincipal'})
    secrets = clients['secrets']
    first = secrets.set_secret('password', 'first', content_type='text/plain', tags={'team': 'core'})
    secrets.set_secret('password', 'second')
    assert secrets.get_secret('password').value == 'second'
    read = secrets.get_secret('password', first.properties.version)
    assert (read.value, read.properties.tags) == ('first', {'team': 'core'}), read


def owner():
    """Returns the object id of the signed-in principal, which is in its token."""
    claims = credential.get_token('https://management.azure.com/.default').token.split('.')[1]
    return json.loads(base64.urlsafe_b64decode(claims + '=' * (-len(claims) % 4)))['oid']


def versions():
    secrets = clients['secrets']
    assert len(list(secrets.list_properties_of_secret_versions('password'))) == 2
    for number in range(30):
        secrets.set_secret(f'page-{number}', 'x')
    assert len(list(secrets.list_properties_of_secrets())) == 31


def delete_and_recover():
    secrets = clients['secrets']
    secrets.begin_delete_secret('password').result()
    try:
        secrets.get_secret('password')
    except ResourceNotFoundError:
        pass
    else:
        raise AssertionError('the deleted secret can be read')
    secrets.begin_recover_deleted_secret('password').result()
    assert secrets.get_secret('password').value == 'second'


def purge():
    secrets = clients['secrets']
    secrets.begin_delete_secret('password').result()
    secrets.purge_deleted_secret('password')
    assert [each.name for each in secrets.list_deleted_secrets()] == []


def delete_vault():
    vaults.delete(GROUP, NAME)
    assert [each.name for each in vaults.list_deleted()] == [NAME]
    vaults.begin_purge_deleted(NAME, 'westeurope').result()
    assert [each.name for each in vaults.list_deleted()] == []


ResourceManagementClient(credential, SUBSCRIPTION, **settings).resource_groups.create_or_update(
    GROUP, {'location': 'westeurope'})
run(create_vault, secret_without_role, secret, versions, delete_and_recover, purge, delete_vault)
