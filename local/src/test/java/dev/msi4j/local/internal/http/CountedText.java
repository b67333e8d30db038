package dev.msi4j.local.internal.http;

/** Text that counts the reads of its characters. */
public final class CountedText implements CharSequence {
  private final String text;
  private long steps;

  public CountedText(String text) {
    this.text = text;
  }

  /** Returns the number of reads. */
  public long steps() {
    return steps;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    steps++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
