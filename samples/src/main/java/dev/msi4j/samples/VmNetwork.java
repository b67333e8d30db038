package dev.msi4j.samples;

import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.PublicIpAddressSku;
import com.azure.resourcemanager.network.models.PublicIpAddressSkuName;
import java.util.List;

/** Creates the network of a virtual machine. */
final class VmNetwork {
  private static final String NETWORK = "vm-network";

  private final NetworkManagementClient client;
  private final String resourceGroup;
  private final String location;

  VmNetwork(NetworkManagementClient client, String resourceGroup, String location) {
    this.client = client;
    this.resourceGroup = resourceGroup;
    this.location = location;
  }

  // @start region=network
  VirtualNetworkInner createNetwork() {
    var requested = new VirtualNetworkInner();
    requested.withLocation(location);
    requested.withAddressSpace(new AddressSpace().withAddressPrefixes(List.of("10.0.0.0/16")));
    return client.getVirtualNetworks().createOrUpdate(resourceGroup, NETWORK, requested);
  }

  SubnetInner createSubnet() {
    var requested = new SubnetInner().withAddressPrefix("10.0.0.0/24");
    return client.getSubnets().createOrUpdate(resourceGroup, NETWORK, "vm-subnet", requested);
  }

  PublicIpAddressInner createPublicAddress() {
    var requested = new PublicIpAddressInner();
    requested.withLocation(location);
    requested.withSku(new PublicIpAddressSku().withName(PublicIpAddressSkuName.STANDARD));
    requested.withPublicIpAllocationMethod(IpAllocationMethod.STATIC);
    return client.getPublicIpAddresses().createOrUpdate(resourceGroup, "vm-address", requested);
  }

  NetworkInterfaceInner createInterface(SubnetInner subnet, PublicIpAddressInner address) {
    var configuration =
        new NetworkInterfaceIpConfigurationInner()
            .withName("primary")
            .withSubnet(new SubnetInner().withId(subnet.id()))
            .withPublicIpAddress(new PublicIpAddressInner().withId(address.id()));
    var requested = new NetworkInterfaceInner();
    requested.withLocation(location);
    requested.withIpConfigurations(List.of(configuration));
    return client.getNetworkInterfaces().createOrUpdate(resourceGroup, "vm-interface", requested);
  }
  // @end
}
