"""Deploys a template with the Python SDK. Needs the environment variables of a local Azure."""
import json
import pathlib

from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.mgmt.msi import ManagedServiceIdentityClient
from azure.mgmt.resource.resources import ResourceManagementClient

from session import credential, run, settings, SUBSCRIPTION

resources = ResourceManagementClient(credential, SUBSCRIPTION, **settings)
identities = ManagedServiceIdentityClient(credential, SUBSCRIPTION, **settings)
template = json.loads(pathlib.Path('identity.json').read_text())
GROUP = 'python'


def deployment(**values):
    parameters = {name: {'value': value} for name, value in values.items()}
    return {'properties': {'mode': 'Incremental', 'template': template, 'parameters': parameters}}


def changes(**values):
    result = resources.deployments.begin_what_if(GROUP, 'orders', deployment(**values)).result()
    return sorted({str(getattr(c.change_type, 'value', c.change_type)) for c in result.changes})


def deploy():
    created = resources.deployments.begin_create_or_update(GROUP, 'orders', deployment(name='orders')).result()
    assert created.properties.provisioning_state == 'Succeeded', created
    principal = identities.user_assigned_identities.get(GROUP, 'orders').principal_id
    assert created.properties.outputs['principalId']['value'] == principal, created.properties.outputs
    assert len(created.properties.output_resources) == 3, created.properties.output_resources


def what_if():
    assert 'Create' not in changes(name='orders'), changes(name='orders')
    assert 'Create' in changes(name='billing'), changes(name='billing')


def validate():
    valid = resources.deployments.begin_validate(GROUP, 'orders', deployment(name='orders')).result()
    assert valid.error is None, valid.error


def invalid_parameter():
    try:
        resources.deployments.begin_create_or_update(GROUP, 'bad', deployment(name='x')).result()
    except HttpResponseError as e:
        assert e.error.code in ('InvalidTemplate', 'InvalidTemplateDeployment'), e
    else:
        raise AssertionError('a name of one letter was accepted')


def operations():
    states = {o.properties.provisioning_state for o in resources.deployment_operations.list(GROUP, 'orders')}
    assert states == {'Succeeded'}, states


def export_template():
    assert resources.deployments.export_template(GROUP, 'orders').template['languageVersion'] == '2.0'


def delete():
    resources.deployments.begin_delete(GROUP, 'orders').result()
    try:
        resources.deployments.get(GROUP, 'orders')
    except ResourceNotFoundError:
        pass
    else:
        raise AssertionError('the deployment still exists')


resources.resource_groups.create_or_update(GROUP, {'location': 'westeurope'})
run(deploy, what_if, validate, invalid_parameter, operations, export_template, delete)
