package dev.msi4j.local.internal.providers.compute;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalog of marketplace images, which is the same in all regions. */
final class Images {
  private final List<Image> all = CsvResource.read("images.csv").map(Images::image).toList();

  Stream<Image> all() {
    return all.stream();
  }

  Stream<Image> of(String publisher) {
    return all().filter(image -> image.publisher().equalsIgnoreCase(publisher));
  }

  Stream<Image> of(String publisher, String offer) {
    return of(publisher).filter(image -> image.offer().equalsIgnoreCase(offer));
  }

  Optional<Image> find(String publisher, String offer, String sku) {
    return of(publisher, offer).filter(image -> image.sku().equalsIgnoreCase(sku)).findFirst();
  }

  private static Image image(List<String> cells) {
    return new Image(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        split(cells.get(3)),
        cells.get(4),
        cells.get(5),
        cells.get(6),
        split(cells.get(7)));
  }

  private static List<String> split(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
  }
}
