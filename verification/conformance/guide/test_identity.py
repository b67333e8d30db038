import os
import unittest

from azure.identity import DefaultAzureCredential
from azure.mgmt.msi import ManagedServiceIdentityClient


# @start region=test
class IdentityTests(unittest.TestCase):
    def test_identity_has_location(self):
        azure = ManagedServiceIdentityClient(
            DefaultAzureCredential(disable_instance_discovery=True),
            os.environ["AZURE_SUBSCRIPTION_ID"],
            base_url=os.environ["MSI4J_ARM_ENDPOINT"],
            credential_scopes=["https://management.azure.com/.default"],
        )

        identity = azure.user_assigned_identities.get("shop", "orders")

        self.assertEqual(identity.location, "westeurope")
# @end
