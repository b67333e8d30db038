#!/usr/bin/env bash
# Manages applications, service principals, groups and management groups with the Azure CLI. Needs AZ and the environment variables of a local
# Azure.
. ./az-session
printf '{"name":"main","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/shop:ref:refs/heads/main","description":"deploys","audiences":["api://AzureADTokenExchange"]}' >credential.json
sed 's/heads/tags/' credential.json >changed.json

check app.create '^deployer AzureADMyOrg$' ad app create --display-name deployer --query '[displayName, signInAudience]'
check app.create.again '^deployer$' ad app create --display-name deployer --query displayName
app=$("$AZ" ad app list --display-name deployer --query '[0].appId')
check app.list '^1$' ad app list --display-name deployer --query 'length(@)'
check app.update.uri '^$' ad app update --id "$app" --identifier-uris api://deployer
check app.show.uri "^$app$" ad app show --id api://deployer --query appId
check app.update '^$' ad app update --id "$app" --set notes=checked
check app.show "^deployer checked$" ad app show --id "$app" --query '[displayName, notes]'
check sp.create "^deployer $app$" ad sp create --id "$app" --query '[displayName, appId]'
check sp.show "^$app api://deployer$" ad sp show --id api://deployer --query 'servicePrincipalNames'
check sp.list '^deployer$' ad sp list --display-name deployer --query '[].displayName'
check credential.create '^main$' ad app federated-credential create --id "$app" --parameters @credential.json --query name
check_error credential.create.again 'already exists' ad app federated-credential create --id "$app" --parameters @credential.json
check credential.list '^main$' ad app federated-credential list --id "$app" --query '[].name'
check credential.show '^deploys$' ad app federated-credential show --id "$app" --federated-credential-id main --query description
check credential.update '^$' ad app federated-credential update --id "$app" --federated-credential-id main --parameters @changed.json
check credential.show.updated 'refs/tags/main$' ad app federated-credential show --id "$app" --federated-credential-id main --query subject
check credential.delete '^$' ad app federated-credential delete --id "$app" --federated-credential-id main
check_error credential.show.deleted 'does not exist' ad app federated-credential show --id "$app" --federated-credential-id main

check group.create '^readers$' ad group create --display-name readers --mail-nickname readers --query displayName
group=$("$AZ" ad group show --group readers --query id)
principal=$("$AZ" ad sp show --id "$app" --query id)
check group.member.check.before '^[Ff]alse$' ad group member check --group readers --member-id "$principal" --query value
check group.member.add '^$' ad group member add --group readers --member-id "$principal"
check group.member.check '^[Tt]rue$' ad group member check --group readers --member-id "$principal" --query value
check group.member.list '^deployer$' ad group member list --group readers --query '[].displayName'
check role.assign "^Group$" role assignment create --assignee "$group" --role Reader --scope "/subscriptions/$subscription" --query principalType
check group.list '^readers$' ad group list --display-name readers --query '[].displayName'

check rbac.create '^rbac$' ad sp create-for-rbac --name rbac --role Reader --scopes "/subscriptions/$subscription" --query displayName
rbac=$("$AZ" ad app list --display-name rbac --query '[0].appId')
password=$("$AZ" ad app credential reset --id "$rbac" --append --query password)
check app.credential.list '^2$' ad app credential list --id "$rbac" --query 'length(@)'
AZURE_CONFIG_DIR=$PWD/other
cp -r azure other && check login.rbac "^$subscription$" login --service-principal -u "$rbac" -p "$password" --tenant "$tenant" --query '[].id'
check_error app.create.forbidden 'nsufficient privileges' ad app create --display-name forbidden
AZURE_CONFIG_DIR=$PWD/azure

check management.group.create '^platform$' account management-group create --name platform --display-name Platform --no-register --query name
check management.group.show '^Platform$' account management-group show --name platform --no-register --query displayName
check management.group.list '^platform$' account management-group list --no-register --query '[].name'
check management.subscription.add '' account management-group subscription add --name platform --subscription "$subscription"
check management.subscription.list "^$subscription$" account management-group subscription show-sub-under-mg --name platform --query '[].name'
check management.group.children "^$subscription$" account management-group show --name platform --expand --no-register --query 'children[].name'
management=/providers/Microsoft.Management/managementGroups/platform
check management.role.assign "^$management$" role assignment create --assignee "$group" --role Reader --scope "$management" --query scope
check management.role.inherited "$management" role assignment list --assignee "$group" --scope "/subscriptions/$subscription" --include-inherited --query '[].scope'
check management.group.update '^Estate$' account management-group update --name platform --display-name Estate --query displayName
check_error management.group.delete.full "can't be deleted" account management-group delete --name platform --no-register
check management.subscription.remove '^$' account management-group subscription remove --name platform --subscription "$subscription"
check management.group.delete '' account management-group delete --name platform --no-register

check group.member.remove '^$' ad group member remove --group readers --member-id "$principal"
check group.delete '^$' ad group delete --group readers
check sp.delete '^$' ad sp delete --id "$app"
check app.delete '^$' ad app delete --id "$app"
check_error app.show.deleted 'does not exist' ad app show --id "$app"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
