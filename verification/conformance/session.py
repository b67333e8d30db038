"""Signs the Python SDKs in to a local Azure, and defines how checks run. Needs its environment variables."""
import os

os.environ['REQUESTS_CA_BUNDLE'] = os.environ['MSI4J_CA_FILE']

from azure.identity import ClientSecretCredential

SUBSCRIPTION = os.environ['AZURE_SUBSCRIPTION_ID']
TENANT = os.environ['AZURE_TENANT_ID']
credential = ClientSecretCredential(
    TENANT, os.environ['AZURE_CLIENT_ID'], os.environ['AZURE_CLIENT_SECRET'],
    authority=os.environ['AZURE_AUTHORITY_HOST'], disable_instance_discovery=True)
settings = dict(
    base_url=os.environ['MSI4J_ARM_ENDPOINT'],
    credential_scopes=['https://management.azure.com/.default'],
    polling_interval=1)


def run(*checks):
    """Runs functions, prints a line for each, and exits with 1 if one failed."""
    failed = 0
    for check in checks:
        try:
            check()
            print(f'ok python.{check.__name__}')
        except Exception as e:  # each check is reported
            failed += 1
            print(f'FAIL python.{check.__name__}: {type(e).__name__}: {str(e)[:400]}')
    print(f'{len(checks) - failed} passed, {failed} failed')
    raise SystemExit(failed != 0)
