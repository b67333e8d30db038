package dev.msi4j.local.internal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the bodies of documents, by AES-GCM with a key of 256 bits. A body is bound to its kind
 * and its key: put elsewhere it can't be read.
 */
public final class DocumentCipher {
  /** How many bytes a key has. */
  public static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String BEFORE = "{\"sealed\":\"";
  private static final String BEHIND = "\"}";

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * A seal by a key.
   *
   * @throws IllegalArgumentException if it has not the right length
   */
  public DocumentCipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key has " + key.length + " bytes: it must have " + KEY_BYTES);
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  String close(String kind, String name, String body) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, kind, name)
              .doFinal(body.getBytes(StandardCharsets.UTF_8));
      var all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return BEFORE + Base64.getEncoder().encodeToString(all) + BEHIND;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a " + kind + " can't be encrypted", e);
    }
  }

  /**
   * What was closed.
   *
   * @throws IllegalStateException if it was closed by another key, or not at all
   */
  String open(String kind, String name, String body) {
    try {
      if (!body.startsWith(BEFORE) || !body.endsWith(BEHIND)) {
        throw new GeneralSecurityException("it is not encrypted");
      }
      var text = body.substring(BEFORE.length(), body.length() - BEHIND.length());
      var all = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      var nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      var sealed = new byte[all.remaining()];
      all.get(sealed);
      return new String(
          cipher(Cipher.DECRYPT_MODE, nonce, kind, name).doFinal(sealed), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the secrets in the database can't be read: they were written under another key than this"
              + " server has",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String kind, String name)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
