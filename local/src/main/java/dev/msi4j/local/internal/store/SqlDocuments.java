package dev.msi4j.local.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Documents of one database transaction. */
final class SqlDocuments implements Documents {
  private static final RowMapper<Entry> ENTRY =
      (row, context) ->
          new Entry(row.getString("kind"), row.getString("name"), row.getString("body"));

  /** Without a fetch size, PostgreSQL's driver holds all rows of a result in memory. */
  private static final int FETCH_SIZE = 20;

  private final Handle transaction;

  SqlDocuments(Handle transaction) {
    this.transaction = transaction;
  }

  @Override
  public Optional<String> get(String kind, String key) {
    return transaction
        .select("select body from document where kind = ? and name = ?", kind, Entry.storable(key))
        .mapTo(String.class)
        .findOne();
  }

  @Override
  public void put(String kind, String key, String body) {
    transaction.execute(
        "insert into document (kind, name, body) values (?, ?, ?)"
            + " on conflict (kind, name) do update set body = excluded.body",
        kind,
        Entry.storable(key),
        body);
  }

  @Override
  public boolean insert(String kind, String key, String body) {
    return transaction.execute(
            "insert into document (kind, name, body) values (?, ?, ?) on conflict do nothing",
            kind,
            Entry.storable(key),
            body)
        == 1;
  }

  @Override
  public boolean delete(String kind, String key) {
    return transaction.execute(
            "delete from document where kind = ? and name = ?", kind, Entry.storable(key))
        == 1;
  }

  @Override
  public List<Entry> list(String kind, String prefix, String after, int limit) {
    return transaction
        .select(
            "select kind, name, body from document"
                + " where kind = ? and name >= ? and name < ? and name > ? order by name limit ?",
            kind,
            Entry.storable(prefix),
            Entry.storable(prefix) + Entry.HIGHEST_CODE_POINT,
            Entry.storable(after),
            limit)
        .map(ENTRY)
        .list();
  }

  @Override
  public List<Entry> under(String prefix) {
    return transaction
        .select(
            "select kind, name, body from document where name >= ? and name < ? order by name, kind",
            Entry.storable(prefix),
            Entry.storable(prefix) + Entry.HIGHEST_CODE_POINT)
        .map(ENTRY)
        .list();
  }

  @Override
  public List<Entry> chunk(String kind, String prefix, String after) {
    return chunk(
        transaction
            .createQuery(
                "select kind, name, body from document where kind = :kind and name >= :from and"
                    + " name < :to and name > :after order by name limit :most")
            .bind("kind", kind)
            .bind("after", Entry.storable(after)),
        prefix);
  }

  @Override
  public List<Entry> chunkUnder(String prefix, String after, String afterKind) {
    return chunk(
        transaction
            .createQuery(
                "select kind, name, body from document where name >= :from and name < :to"
                    + " and name >= :after and (name > :after or kind > :afterKind)"
                    + " order by name, kind limit :most")
            .bind("after", Entry.storable(after))
            .bind("afterKind", afterKind),
        prefix);
  }

  private static List<Entry> chunk(Query query, String prefix) {
    var chunk = new ArrayList<Entry>();
    var characters = 0L;
    try (var rows =
        query
            .bind("from", Entry.storable(prefix))
            .bind("to", Entry.storable(prefix) + Entry.HIGHEST_CODE_POINT)
            .bind("most", CHUNK)
            .setFetchSize(FETCH_SIZE)
            .map(ENTRY)
            .iterator()) {
      while (characters < CHUNK_CHARACTERS && rows.hasNext()) {
        var entry = rows.next();
        chunk.add(entry);
        characters += entry.body().length();
      }
    }
    return chunk;
  }

  @Override
  public int count(String kind, String prefix) {
    return transaction
        .select(
            "select count(*) from document where kind = ? and name >= ? and name < ?",
            kind,
            Entry.storable(prefix),
            Entry.storable(prefix) + Entry.HIGHEST_CODE_POINT)
        .mapTo(Integer.class)
        .one();
  }
}
