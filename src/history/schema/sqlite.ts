/**
 * The local file's tables. `ups[n]` lifts version n to n + 1 (`PRAGMA user_version`), in one transaction; a file of a
 * newer version is left untouched.
 *
 * A chain's number `n` counts up as chains come, so that what is sorted by it is sorted by age. `event` and `words` hold
 * one row for each event under `n * WORDS_PER_CHAIN + seq + 1`, and `words` what people noted under
 * `n * WORDS_PER_CHAIN`: its rows, newest first, are chains, newest first. Words are cut already (`wordsIn`), so the
 * tokenizer only parts them at spaces; they stand as `writtenWords` writes them.
 *
 * `value` counts how many chains have a facet, kept by triggers; not for request ids, which are each of one chain.
 * Hidden chains have neither words nor facets but `origin`: the chain they go with.
 */
export const WORDS_PER_CHAIN = 1_048_576;

export const ups: readonly string[] = [
  `
  CREATE TABLE chain (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    username TEXT NOT NULL,
    flow TEXT NOT NULL,
    target_id TEXT NOT NULL,
    target_name TEXT NOT NULL,
    production INTEGER NOT NULL,
    status TEXT NOT NULL,
    failure TEXT,
    steps INTEGER NOT NULL,
    slowest_ms REAL NOT NULL,
    source TEXT,
    hidden INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    ticket TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX chain_shown ON chain (n) WHERE hidden = 0;
  CREATE INDEX chain_started ON chain (started_at, n);
  CREATE INDEX chain_last ON chain (last_at, n, pinned, steps, bytes);
  CREATE INDEX chain_slowest ON chain (slowest_ms, n);
  CREATE INDEX chain_target ON chain (target_id, n);
  CREATE INDEX chain_pinned ON chain (n) WHERE pinned = 1;

  CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    sealed BLOB
  );

  CREATE TABLE facet (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    chain INTEGER NOT NULL,
    PRIMARY KEY (key, value, chain)
  ) WITHOUT ROWID;
  CREATE INDEX facet_chain ON facet (chain, key, value);

  CREATE TABLE value (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    chains INTEGER NOT NULL,
    PRIMARY KEY (key, value)
  ) WITHOUT ROWID;
  CREATE TRIGGER facet_came AFTER INSERT ON facet WHEN new.key NOT IN ('request-id', 'origin') BEGIN
    INSERT INTO value VALUES (new.key, new.value, 1) ON CONFLICT DO UPDATE SET chains = chains + 1;
  END;
  CREATE TRIGGER facet_went AFTER DELETE ON facet WHEN old.key NOT IN ('request-id', 'origin') BEGIN
    UPDATE value SET chains = chains - 1 WHERE key = old.key AND value = old.value;
    DELETE FROM value WHERE key = old.key AND value = old.value AND chains = 0;
  END;

  CREATE VIRTUAL TABLE words USING fts5 (
    word, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = "ascii tokenchars '_-'"
  );
  `,
  // When the Session of a chain that waits runs out. Of those written before it is told by their last event and by how
  // long their target's Sessions live.
  `
  ALTER TABLE chain ADD COLUMN expires_at INTEGER;
  UPDATE chain SET expires_at = last_at + 60000 * coalesce((
    SELECT json_extract(body, '$.target.sessionMinutes') FROM event
    WHERE event.id = chain.n * ${WORDS_PER_CHAIN} + 1 AND json_valid(body)
  ), 3) WHERE status = 'waiting';
  CREATE INDEX chain_expires ON chain (expires_at, n) WHERE hidden = 0 AND expires_at IS NOT NULL;
  `,
];
