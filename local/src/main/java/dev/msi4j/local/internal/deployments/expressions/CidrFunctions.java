package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.math.BigInteger;

/** Functions on address ranges (Microsoft Learn, "CIDR functions for ARM templates"). */
final class CidrFunctions {
  private CidrFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("parseCidr", 1, CidrFunctions::parseCidr)
        .add("cidrSubnet", 3, CidrFunctions::cidrSubnet)
        .add("cidrHost", 2, CidrFunctions::cidrHost);
  }

  private static JsonNode parseCidr(Arguments call) {
    var range = AddressRange.parse(call.text(0), call);
    var first = range.network();
    var last = range.last();
    // The network and the broadcast address of IPv4 are not usable, except in the smallest ranges.
    var reserved = range.isIpv4() && range.prefix() < 31 ? BigInteger.ONE : BigInteger.ZERO;
    var document =
        Json.object().put("network", range.text(first)).put("netmask", range.text(range.netmask()));
    if (range.isIpv4()) {
      document.put("broadcast", range.text(last));
    }
    return document
        .put("firstUsable", range.text(first.add(reserved)))
        .put("lastUsable", range.text(last.subtract(reserved)))
        .put("cidr", range.prefix());
  }

  private static JsonNode cidrSubnet(Arguments call) {
    var range = AddressRange.parse(call.text(0), call);
    var prefix = call.integer(1, range.prefix(), range.bits());
    var offset = BigInteger.valueOf(call.integer(2)).shiftLeft(range.bits() - prefix);
    return Values.text(
        range.text(inRange(range, range.network().add(offset), call)) + "/" + prefix);
  }

  /** Returns the host with an index; the first usable address has the index 0. */
  private static JsonNode cidrHost(Arguments call) {
    var range = AddressRange.parse(call.text(0), call);
    var address = range.network().add(BigInteger.valueOf(call.integer(1))).add(BigInteger.ONE);
    return Values.text(range.text(inRange(range, address, call)));
  }

  private static BigInteger inRange(AddressRange range, BigInteger address, Arguments call) {
    if (address.compareTo(range.network()) < 0 || address.compareTo(range.last()) > 0) {
      throw call.invalid("the index is outside of the address range");
    }
    return address;
  }
}
