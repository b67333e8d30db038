package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions of the public cloud, with their names and display names. */
public final class Locations {
  private static final Map<String, String> DISPLAY_NAMES = displayNames();

  private Locations() {}

  /** Returns the display names by name, in the order of Azure's list. */
  public static Map<String, String> all() {
    return DISPLAY_NAMES;
  }

  /**
   * Returns the name of a region given by name or display name: {@code East US} is {@code eastus}.
   *
   * @param type the resource type, for the error message
   * @throws ArmException if the region does not exist
   */
  public static String normalize(String location, String type) {
    var name = CaseFolding.of(location.replace(" ", ""));
    if (!DISPLAY_NAMES.containsKey(name)) {
      throw ArmErrors.locationNotAvailable(location, type, List.copyOf(DISPLAY_NAMES.keySet()));
    }
    return name;
  }

  private static Map<String, String> displayNames() {
    var names = new LinkedHashMap<String, String>();
    for (var display :
        List.of(
            "East US",
            "East US 2",
            "South Central US",
            "West US 2",
            "West US 3",
            "Australia East",
            "Southeast Asia",
            "North Europe",
            "Sweden Central",
            "UK South",
            "West Europe",
            "Central US",
            "South Africa North",
            "Central India",
            "East Asia",
            "Indonesia Central",
            "Japan East",
            "Japan West",
            "Korea Central",
            "Malaysia West",
            "New Zealand North",
            "Canada Central",
            "Austria East",
            "France Central",
            "Germany West Central",
            "Italy North",
            "Norway East",
            "Poland Central",
            "Spain Central",
            "Switzerland North",
            "Mexico Central",
            "UAE North",
            "Brazil South",
            "Chile Central",
            "Israel Central",
            "Qatar Central",
            "North Central US",
            "West US",
            "West Central US",
            "South Africa West",
            "Australia Central",
            "Australia Central 2",
            "Australia Southeast",
            "Korea South",
            "South India",
            "West India",
            "Canada East",
            "France South",
            "Germany North",
            "Norway West",
            "Switzerland West",
            "UK West",
            "UAE Central",
            "Brazil Southeast")) {
      names.put(CaseFolding.of(display.replace(" ", "")), display);
    }
    return Collections.unmodifiableMap(names);
  }
}
