#!/usr/bin/env bash
# Deploys templates with the Azure CLI. Needs AZ and the environment variables of a local Azure.
. ./az-session
check group.create '^shop$' group create -n shop -l westeurope --query name

group=(-g shop --template-file identity.json)
check group.validate '^Succeeded$' deployment group validate "${group[@]}" --parameters name=orders --query properties.provisioningState
# Some builds of az cannot read the response of a failed validation.
check_error group.validate.parameter 'InvalidTemplate|response was already consumed' deployment group validate "${group[@]}" --parameters name=x
check group.what-if.new '^Create( Create)* *$' deployment group what-if "${group[@]}" --parameters name=orders --no-pretty-print --query 'sort(changes[].changeType)'
check group.what-if.pretty 'Resource changes: [0-9]+ to create' deployment group what-if "${group[@]}" --parameters name=orders
check group.create.first '^Succeeded [0-9a-f-]{36}$' deployment group create "${group[@]}" -n first --parameters name=orders --query '[properties.provisioningState, properties.outputs.principalId.value]'
check group.show '^first Succeeded$' deployment group show -g shop -n first --query '[name, properties.provisioningState]'
check group.list '^first$' deployment group list -g shop --query '[].name'
check group.operations 'Succeeded' deployment operation group list -g shop -n first --query '[].properties.provisioningState'
check group.export '"languageVersion": "2.0"' deployment group export -g shop -n first
check identity '^orders 1$' identity show -g shop -n orders --query '[name, tags.subjects]'
check role '^Reader$' role assignment list -g shop --query '[].roleDefinitionName'
check group.what-if.same '^(NoChange|NoEffect)( (NoChange|NoEffect))*$' deployment group what-if "${group[@]}" --parameters name=orders --no-pretty-print --query 'changes[].changeType'
check group.create.parameters '^Succeeded$' deployment group create "${group[@]}" -n second --parameters @parameters.json --query properties.provisioningState
check credentials '^github-0 github-1$' identity federated-credential list -g shop --identity-name orders --query 'sort([].name)'
check group.create.no-wait '^$' deployment group create "${group[@]}" -n third --parameters @parameters.json --no-wait
check group.wait '^$' deployment group wait -g shop -n third --created --interval 1
check_error group.create.failure 'InvalidResourceLocation|DeploymentFailed' deployment group create "${group[@]}" -n fourth --parameters @parameters.json location=eastus
check group.create.complete '^Succeeded$' deployment group create "${group[@]}" -n fifth --mode Complete --parameters name=billing grant=false --query properties.provisioningState
check complete.deletes '^billing$' identity list -g shop --query '[].name'
check group.delete '^$' deployment group delete -g shop -n first
check_error group.show.deleted 'DeploymentNotFound' deployment group show -g shop -n first

sub=(-l westeurope --template-file estate.json --parameters group=estate location=westeurope)
check sub.validate '^Succeeded$' deployment sub validate "${sub[@]}" --query properties.provisioningState
check sub.what-if 'Create' deployment sub what-if "${sub[@]}" --no-pretty-print --query 'changes[].changeType'
check sub.create '^Succeeded 2$' deployment sub create "${sub[@]}" -n estate --query '[properties.provisioningState, properties.outputs.count.value]'
check sub.show '^estate$' deployment sub show -n estate --query name
check sub.operations 'deployments Microsoft.Resources.*resourceGroups' deployment operation sub list -n estate --query 'sort([].properties.targetResource.resourceType)'
check nested '^nested-0 nested-1$' identity list -g estate --query 'sort([].name)'
check sub.delete '^$' deployment sub delete -n estate

check vm.create '^[0-9a-f-]{36}$' vm create -g shop -n web --image Ubuntu2204 --size Standard_B1s --admin-username azureuser --admin-password 'Pa55word-for-tests' \
  --assign-identity '[system]' "/subscriptions/$subscription/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/billing" \
  --scope "/subscriptions/$subscription/resourceGroups/shop" --role Reader --query identity.systemAssignedIdentity
check vm.identities '^SystemAssigned, UserAssigned$' vm show -g shop -n web --query identity.type
check vm.delete '^$' vm delete -g shop -n web --yes

echo "$passed passed, $failed failed"
[ $failed = 0 ]
