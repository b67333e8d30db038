package dev.msi4j.junit;

/** Compares resources as Azure's services do. */
final class Slashes {
  private Slashes() {}

  /** Returns a URL without a slash at its end. */
  static String withoutLast(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
