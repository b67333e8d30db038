package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ArmErrors;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalog of virtual machine sizes, which is the same in all regions. */
final class Sizes {
  /** The size that Azure uses if a request sets none. */
  static final String DEFAULT_SIZE = "Standard_D1_v2";

  private static final int MAX_DATA_DISKS = 64;

  /** Family, vCPUs, constrained vCPUs, features, accelerator, version ("VM sizes naming"). */
  private static final Pattern NAME_FORMAT =
      Pattern.compile(
          "Standard_[A-Z]{1,3}(\\d{1,3})(-\\d{1,3})?[a-z]*(_[A-Z]+\\d+)?(_v\\d)?",
          Pattern.CASE_INSENSITIVE);

  private final List<Size> all = CsvResource.read("sizes.csv").flatMap(Sizes::family).toList();

  List<Size> all() {
    return all;
  }

  Optional<Size> find(String name) {
    return all.stream().filter(size -> size.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Returns the size of a request; sizes outside of the catalog are accepted by name format. */
  Size get(String name) {
    return find(name)
        .or(() -> unlisted(name))
        .orElseThrow(() ->
            ArmErrors.invalidParameter(
                "vmSize",
                "The value "
                    + name
                    + " provided for the VM size is not valid. The valid sizes in the current region"
                    + " are: "
                    + all.stream().map(Size::name).collect(Collectors.joining(","))
                    + "."));
  }

  /** Derives a size that the catalog does not contain from its name. */
  private static Optional<Size> unlisted(String name) {
    var matcher = NAME_FORMAT.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var cores = Integer.parseInt(matcher.group(1));
    return Optional.of(new Size(name, "other", cores, cores * 4.0, 0, MAX_DATA_DISKS, true, "x64"));
  }

  private static Stream<Size> family(List<String> cells) {
    return Stream.of(cells.get(2).split(" ", -1))
        .map(Integer::valueOf)
        .map(cores ->
            new Size(
                cells.get(0).replace("#", cores.toString()),
                cells.get(1),
                cores,
                cores * Double.parseDouble(cells.get(3)),
                (int) (cores * Double.parseDouble(cells.get(4)) * 1024),
                Math.min(MAX_DATA_DISKS, cores * Integer.parseInt(cells.get(5))),
                cells.get(6).equals("yes"),
                cells.get(7)));
  }
}
