package guide

import (
	"context"
	"os"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"
)

// @start region=test
func TestIdentityHasLocation(t *testing.T) {
	local := azcore.ClientOptions{Cloud: cloud.Configuration{
		ActiveDirectoryAuthorityHost: os.Getenv("AZURE_AUTHORITY_HOST"),
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{cloud.ResourceManager: {
			Endpoint: os.Getenv("MSI4J_ARM_ENDPOINT"),
			Audience: "https://management.azure.com",
		}},
	}}
	credential, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
		ClientOptions:            local,
		DisableInstanceDiscovery: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	azure, err := armmsi.NewUserAssignedIdentitiesClient(
		os.Getenv("AZURE_SUBSCRIPTION_ID"), credential, &arm.ClientOptions{ClientOptions: local})
	if err != nil {
		t.Fatal(err)
	}

	identity, err := azure.Get(context.Background(), "shop", "orders", nil)

	if err != nil {
		t.Fatal(err)
	}
	if *identity.Location != "westeurope" {
		t.Errorf("location is %s", *identity.Location)
	}
}
// @end
