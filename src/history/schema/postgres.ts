/**
 * A team's tables, in a schema of their own beside whatever else the database holds. `ups[n]` lifts version n to n + 1
 * (`countersign_schema.version`), in one transaction under TEAM_LOCK; a newer version is left untouched.
 *
 * The columns are those of the local file, see sqlite.ts. Words stand in a table of their own, one row an event
 * (`seq + 1`; 0: what people noted), so that "in one step" is one row. They come from `wordsIn` and go in by
 * `array_to_tsvector`: no configuration of the server changes what is found. Values of facets and lexemes are ordered by
 * bytes, whatever the database's locale: a beginning is then a range.
 */
export const TEAM_SCHEMA = 'countersign';

/** Number of the advisory lock that is held while tables are made or lifted: the letters `cntrsign`. */
export const TEAM_LOCK = '7164503094863144814';

/** Heard by who listens when anything changed; what it carries is who changed it. */
export const TEAM_CHANNEL = 'countersign_history';

export const ups: readonly string[] = [
  `
  CREATE TABLE chain (
    n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_at DOUBLE PRECISION NOT NULL,
    last_at DOUBLE PRECISION NOT NULL,
    username TEXT NOT NULL,
    flow TEXT NOT NULL,
    target_id TEXT NOT NULL,
    target_name TEXT NOT NULL,
    production BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    failure TEXT,
    steps INTEGER NOT NULL,
    slowest_ms DOUBLE PRECISION NOT NULL,
    source TEXT,
    hidden BOOLEAN NOT NULL,
    events INTEGER NOT NULL,
    bytes BIGINT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    ticket TEXT NOT NULL DEFAULT '',
    pinned BOOLEAN NOT NULL DEFAULT false
  );
  CREATE INDEX chain_shown ON chain (n) WHERE NOT hidden;
  CREATE INDEX chain_started ON chain (started_at, n);
  CREATE INDEX chain_last ON chain (last_at, n) WHERE NOT pinned;
  CREATE INDEX chain_slowest ON chain (slowest_ms, n);
  CREATE INDEX chain_target ON chain (target_id, n);
  CREATE INDEX chain_pinned ON chain (n) WHERE pinned;

  CREATE TABLE event (
    chain BIGINT NOT NULL REFERENCES chain ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
  );

  CREATE TABLE facet (
    key TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    chain BIGINT NOT NULL REFERENCES chain ON DELETE CASCADE,
    PRIMARY KEY (key, value, chain)
  );
  CREATE INDEX facet_chain ON facet (chain);

  CREATE TABLE words (
    chain BIGINT NOT NULL REFERENCES chain ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    word TSVECTOR NOT NULL,
    PRIMARY KEY (chain, seq)
  );
  CREATE INDEX words_word ON words USING GIN (word);

  CREATE TABLE publication (
    id UUID PRIMARY KEY,
    chain BIGINT NOT NULL REFERENCES chain ON DELETE CASCADE,
    at DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL
  );
  CREATE INDEX publication_chain ON publication (chain, at);

  CREATE TABLE comment (
    id UUID PRIMARY KEY,
    chain BIGINT NOT NULL REFERENCES chain ON DELETE CASCADE,
    at DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX comment_chain ON comment (chain, at);
  `,
  // Read as text: jsonb refuses what a user's name may well hold, a lone surrogate or \u0000, and all else with it. Within
  // any other text its quotes would be escaped.
  `
  ALTER TABLE chain ADD COLUMN expires_at DOUBLE PRECISION;
  UPDATE chain SET expires_at = last_at + 60000 * coalesce((
    SELECT substring(body FROM '"sessionMinutes":([0-9]+(?:[.][0-9]+)?)')::float8 FROM event WHERE event.chain = chain.n AND seq = 0
  ), 3) WHERE status = 'waiting';
  CREATE INDEX chain_expires ON chain (expires_at, n) WHERE NOT hidden AND expires_at IS NOT NULL;
  `,
];
