/**
 * The first schema of a store file. Released schemas are never edited: change the store with a new migration
 * (see migrations.ts).
 */

/** `application_id` of every store: "Cfoi". Tells a store from any other SQLite file. */
export const APPLICATION_ID = 0x43666f69

/** Bytes; 4096 and 8192 gave the same size and speed on 22,000 real mails, and 4096 rewrites less in live use. */
export const PAGE_SIZE = 4096

/**
 * Version 1.
 *
 * Records and judgements lie 32 to a block, one JSON text per line, compressed with zstd: neighbours in a mailbox
 * repeat each other, and a block needs half the space of records compressed one by one with a dictionary, and a
 * tenth of the time. A message knows its block and its line in it.
 *
 * Observables are interned: `value` holds every distinct value once, under a key that sorts by host (see
 * observable-key.ts), `observation` says which message holds it in which places (a bit set, see observables.ts).
 * `value.type` numbers the types in the order of OBSERVABLE_TYPES. Both are pure functions of the record.
 */
export const SCHEMA_1 = `
CREATE TABLE record_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: readers keep decoded blocks by id
  lines INTEGER NOT NULL,
  live INTEGER NOT NULL,                -- lines a row still points to; the block goes when none does
  size INTEGER NOT NULL,                -- of the text, bytes
  data BLOB NOT NULL                    -- zstd
) STRICT;
CREATE TABLE judgement_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lines INTEGER NOT NULL,
  live INTEGER NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  time INTEGER NOT NULL,                -- milliseconds since 1970
  tie INTEGER NOT NULL,                 -- first 6 bytes of the digest: orders one moment as the digest would
  sender INTEGER NOT NULL,              -- value.id of the lower-case From address
  version INTEGER NOT NULL,             -- of the record
  block INTEGER NOT NULL REFERENCES record_block (id),
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX message_by_time ON message (time, tie);
CREATE INDEX message_by_sender ON message (sender, time, tie);

CREATE TABLE directory (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE             -- up to and including the last separator
) STRICT;
CREATE TABLE source (
  message INTEGER NOT NULL REFERENCES message (id),
  directory INTEGER NOT NULL REFERENCES directory (id),
  name TEXT NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  format TEXT NOT NULL,
  compression TEXT,
  folder TEXT,
  flags TEXT,                           -- joined by spaces
  PRIMARY KEY (message, directory, name, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE value (
  type INTEGER NOT NULL,
  key TEXT NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (type, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE observation (
  value INTEGER NOT NULL,
  message INTEGER NOT NULL,
  places INTEGER NOT NULL,
  PRIMARY KEY (value, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgement (
  message INTEGER PRIMARY KEY REFERENCES message (id),
  rules TEXT NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  unknown INTEGER NOT NULL CHECK (unknown IN (0, 1)),
  block INTEGER NOT NULL REFERENCES judgement_block (id),
  line INTEGER NOT NULL
) STRICT;
CREATE TABLE finding (
  message INTEGER NOT NULL REFERENCES message (id),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  severity TEXT NOT NULL,
  PRIMARY KEY (message, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_id ON finding (id, message);
CREATE TABLE verdict (
  message INTEGER PRIMARY KEY REFERENCES message (id),
  level TEXT NOT NULL,
  score REAL NOT NULL,
  rank INTEGER NOT NULL,
  model TEXT
) STRICT;

CREATE TABLE sender_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES message (id), -- whose sender and time the event has
  event TEXT NOT NULL CHECK (event IN ('learned', 'held', 'released'))
) STRICT;
CREATE INDEX sender_event_by_message ON sender_event (message);
CREATE TRIGGER sender_event_no_update BEFORE UPDATE ON sender_event
BEGIN SELECT RAISE(ABORT, 'sender_event is append-only'); END;
CREATE TRIGGER sender_event_no_delete BEFORE DELETE ON sender_event
BEGIN SELECT RAISE(ABORT, 'sender_event is append-only'); END;

CREATE TABLE lookup (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  time INTEGER NOT NULL,
  status TEXT NOT NULL,
  body TEXT NOT NULL                    -- the whole lookup, JSON
) STRICT;
CREATE INDEX lookup_by_id ON lookup (id, time);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL                   -- JSON string
) STRICT, WITHOUT ROWID;
CREATE TABLE next_id (
  of TEXT PRIMARY KEY,
  id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO next_id (of, id) VALUES ('value', 1);
`

/** Version 2: places inside archives and Outlook data files, labels, and mail that is not kept as it was received. */
export const SCHEMA_2 = `
CREATE TABLE source_2 (
  message INTEGER NOT NULL REFERENCES message (id),
  directory INTEGER NOT NULL REFERENCES directory (id),
  name TEXT NOT NULL,
  item TEXT NOT NULL DEFAULT '',        -- empty when the file itself holds the mail
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  format TEXT NOT NULL,
  compression TEXT,
  folder TEXT,
  flags TEXT,                           -- joined by spaces
  labels TEXT,                          -- JSON array
  rebuilt TEXT,                         -- joined by spaces
  incomplete INTEGER NOT NULL DEFAULT 0 CHECK (incomplete IN (0, 1)),
  PRIMARY KEY (message, directory, name, item, offset)
) STRICT, WITHOUT ROWID;
INSERT INTO source_2 (message, directory, name, offset, length, format, compression, folder, flags)
  SELECT message, directory, name, offset, length, format, compression, folder, flags FROM source;
DROP TABLE source;
ALTER TABLE source_2 RENAME TO source;
`

/** Version 3: what people said about mails. */
export const SCHEMA_3 = `
CREATE TABLE review (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES message (id),
  action TEXT NOT NULL CHECK (action IN ('confirm', 'release', 'withdraw')),
  why TEXT NOT NULL,
  person TEXT NOT NULL,
  time INTEGER NOT NULL                 -- milliseconds since 1970; when it was said
) STRICT;
CREATE INDEX review_by_message ON review (message, seq);
CREATE TRIGGER review_no_update BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'review is append-only'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'review is append-only'); END;
`

/**
 * Version 4: which rows point to a block. Without it SQLite reads the whole table for each block that goes, to see
 * that nothing points to it: judging n mails again took n² steps.
 */
export const SCHEMA_4 = `
CREATE INDEX judgement_by_block ON judgement (block);
CREATE INDEX message_by_block ON message (block);
`

/**
 * Version 5: what hunting needs. `trace` keeps the values of a mail that stand in no record (model/trace.ts), with counts
 * for saying what was searched. `word_index` holds which words a mail has, without their order and without the text:
 * a tenth of the room of an index with positions, and no mail can be put together from it again. Its words come folded
 * and apart by blanks. `url_index` holds the words of each URL behind its host, in their order, by `value.id`.
 */
export const SCHEMA_5 = `
ALTER TABLE message ADD COLUMN reading INTEGER NOT NULL DEFAULT 0; -- version of the trace; 0 for mail read without
ALTER TABLE message ADD COLUMN worded INTEGER NOT NULL DEFAULT 0;  -- whether word_index has it

CREATE TABLE trace_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lines INTEGER NOT NULL,
  live INTEGER NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE trace (
  message INTEGER PRIMARY KEY REFERENCES message (id),
  block INTEGER NOT NULL,               -- in trace_block; no REFERENCES, which would need an index (see version 4)
  line INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  wrapped INTEGER NOT NULL,
  decoded INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE word_index USING fts5(
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE url_index USING fts5(
  words, content = '', columnsize = 0, tokenize = 'ascii'
);

CREATE TABLE trouble (
  file TEXT NOT NULL,
  item TEXT NOT NULL DEFAULT '',
  offset INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (file, item, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
  location TEXT PRIMARY KEY,
  content BLOB,                         -- zstd, as last read
  etag TEXT,
  read INTEGER,                         -- times in milliseconds since 1970
  changed INTEGER,
  failed INTEGER,
  why TEXT
) STRICT;
`

/**
 * Version 7: which messages hold a value, as lists of bytes (posting-list.ts) in place of a row for each: `posting` has
 * the newest piece of each value, `posting_piece` the full ones before it. A list takes a quarter of the room, and a
 * mail that comes changes a row of each of its values as before. `next_id` counts the postings.
 */
export const SCHEMA_7 = `
CREATE TABLE posting (
  value INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE posting_piece (
  value INTEGER NOT NULL,
  first INTEGER NOT NULL,               -- its first message
  data BLOB NOT NULL,
  PRIMARY KEY (value, first)
) STRICT, WITHOUT ROWID;
INSERT INTO next_id (of, id) VALUES ('posting', 0);
`
