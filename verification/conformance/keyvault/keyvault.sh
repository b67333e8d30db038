#!/usr/bin/env bash
# Uses key vaults and their secrets with the Azure CLI. Needs AZ, the environment variables of a local Azure, and
# vault-az.vault.localhost as a name of this machine.
. ./az-session

check group '^kv$' group create -n kv -l westeurope --query name
check vault.create '^Succeeded true$' keyvault create -n vault-az -g kv -l westeurope --query '[properties.provisioningState, properties.enableRbacAuthorization]'
vault=/subscriptions/$subscription/resourceGroups/kv/providers/Microsoft.KeyVault/vaults/vault-az
check vault.show "^vault-az https://vault-az[.]vault[.]localhost:${arm##*:}/$" keyvault show -n vault-az --query '[name, properties.vaultUri]'
check vault.list '^vault-az$' keyvault list -g kv --query '[].name'
check vault.update '^true$' keyvault update -n vault-az -g kv --enabled-for-template-deployment true --query properties.enabledForTemplateDeployment
check_error secret.set.without-role 'ForbiddenByRbac' keyvault secret set --vault-name vault-az -n password --value first
check role '^ServicePrincipal$' role assignment create --role 'Key Vault Administrator' --assignee "$client" --scope "$vault" --query principalType
check secret.set '^first$' keyvault secret set --vault-name vault-az -n password --value first --query value
check secret.set.second '^second$' keyvault secret set --vault-name vault-az -n password --value second --query value
check secret.show '^second$' keyvault secret show --vault-name vault-az -n password --query value
check secret.list '^password$' keyvault secret list --vault-name vault-az --query '[].name'
check secret.list-versions '^2$' keyvault secret list-versions --vault-name vault-az -n password --query 'length(@)'
check secret.set-attributes '^false core$' keyvault secret set-attributes --vault-name vault-az -n password --enabled false --tags team=core --query '[attributes.enabled, tags.team]'
check secret.delete 'password' keyvault secret delete --vault-name vault-az -n password --query id
check secret.list-deleted 'password' keyvault secret list-deleted --vault-name vault-az --query '[].id'
check_error secret.show.deleted 'SecretNotFound' keyvault secret show --vault-name vault-az -n password
check secret.recover 'password' keyvault secret recover --vault-name vault-az -n password --query id
check secret.delete.again 'password' keyvault secret delete --vault-name vault-az -n password --query id
check secret.purge '^$' keyvault secret purge --vault-name vault-az -n password
check secret.purged '^0$' keyvault secret list-deleted --vault-name vault-az --query 'length(@)'
check vault.delete 'soft-delete protection' keyvault delete -n vault-az -g kv
check vault.list-deleted '^vault-az$' keyvault list-deleted --resource-type vault --query '[].name'
check vault.show-deleted '^vault-az$' keyvault show-deleted -n vault-az --query name
check vault.recover '^vault-az$' keyvault recover -n vault-az --query name
check vault.delete.again 'soft-delete protection' keyvault delete -n vault-az -g kv
check vault.purge '^$' keyvault purge -n vault-az
check vault.purged '^0$' keyvault list-deleted --resource-type vault --query 'length(@)'
check policies.create '^false$' keyvault create -n vault-az -g kv -l westeurope --enable-rbac-authorization false --query properties.enableRbacAuthorization
check policies.set 'get' keyvault set-policy -n vault-az -g kv --object-id "6a31f1cf-8bcb-4ab6-a0bd-3cf2a5b6f0b1" --secret-permissions get list --query 'properties.accessPolicies[-1].permissions.secrets'

echo "$passed passed, $failed failed"
[ $failed = 0 ]
