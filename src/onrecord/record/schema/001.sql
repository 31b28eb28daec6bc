-- The tables of a record. Singular names: these are the program's own. Readers use the plural views of views.sql.
--
-- Only `log` holds the clock of a run; all other tables are a function of what was added, in which order, and of the
-- versions of what read it. Positions are half-open ranges of code points in story.text.

CREATE TABLE reader (
  key     INTEGER PRIMARY KEY,
  made_by TEXT NOT NULL UNIQUE                -- JSON: the versions of the program, its stages and its models
) STRICT;

CREATE TABLE capture (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,            -- hash of the bytes and of what their container says of them
  sha256     TEXT NOT NULL,
  source     TEXT NOT NULL,
  media_type TEXT NOT NULL,
  charset    TEXT,
  url        TEXT,
  retrieved  TEXT,
  given      TEXT NOT NULL,                   -- JSON object
  given_from TEXT NOT NULL,
  size       INTEGER NOT NULL,                -- bytes, before compression
  reader     INTEGER NOT NULL REFERENCES reader (key),
  content    BLOB                             -- the bytes, compressed by zlib; NULL once erased
) STRICT;
CREATE INDEX capture_sha256 ON capture (sha256);
CREATE INDEX capture_reader ON capture (reader);

CREATE TABLE story (
  key             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,       -- hash of the text
  headline        TEXT,
  language        TEXT,
  url             TEXT,
  outlet          TEXT,
  published       TEXT,
  published_from  TEXT,
  updated         TEXT,
  updated_from    TEXT,
  date            TEXT,                       -- published, else updated
  confidence      REAL,
  notes           TEXT NOT NULL,              -- JSON array
  stopped_at      TEXT,
  stopped_because TEXT,
  reader          INTEGER NOT NULL REFERENCES reader (key),
  text            TEXT NOT NULL,              -- the long columns stand last: the others are read without them
  reading         BLOB NOT NULL               -- the whole reading without the text: JSON, compressed by zlib
) STRICT;
CREATE INDEX story_date ON story (date);

CREATE TABLE appearance (                     -- a story stands in a capture
  capture   INTEGER NOT NULL REFERENCES capture (key) ON DELETE CASCADE,
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  url       TEXT,
  outlet    TEXT,
  outlet_name TEXT,                           -- the outlet, folded for comparison
  published TEXT,
  updated   TEXT,
  address   TEXT,                             -- what its versions chain by; NULL: it does not chain
  PRIMARY KEY (capture, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_story ON appearance (story);
CREATE INDEX appearance_outlet ON appearance (outlet_name, story);
CREATE INDEX appearance_address ON appearance (address) WHERE address IS NOT NULL;

CREATE TABLE version (
  address     TEXT NOT NULL,
  story       INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  predecessor INTEGER REFERENCES story (key) ON DELETE SET NULL,
  position    INTEGER NOT NULL,
  PRIMARY KEY (address, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_story ON version (story);
CREATE INDEX version_predecessor ON version (predecessor);

CREATE TABLE part (
  id       TEXT NOT NULL,
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  kind     TEXT NOT NULL,
  position INTEGER NOT NULL,                  -- among the story's parts of its kind
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  PRIMARY KEY (story, kind, position, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL,
  read_from TEXT NOT NULL,
  path      TEXT,
  start     INTEGER,
  "end"     INTEGER,
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence (
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (story, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE quotation (
  id        TEXT PRIMARY KEY,
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  closed    INTEGER NOT NULL,
  continues INTEGER NOT NULL,
  depth     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_story ON quotation (story);

CREATE TABLE entity (
  id        TEXT PRIMARY KEY,
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  local     TEXT NOT NULL,                    -- its id in the reading ('e1')
  kind      TEXT NOT NULL,
  name      TEXT NOT NULL,
  acts_for  TEXT,                             -- entity.id
  lat       REAL,
  lon       REAL,
  country   TEXT,
  precision TEXT,
  geonames  INTEGER,
  feature   TEXT,
  unresolved TEXT                             -- why the place is not known
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_story ON entity (story);
CREATE INDEX entity_acts_for ON entity (acts_for) WHERE acts_for IS NOT NULL;
CREATE INDEX entity_country ON entity (country) WHERE country IS NOT NULL;

CREATE TABLE mention (
  id     TEXT PRIMARY KEY,
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  entity TEXT NOT NULL,                       -- entity.id
  start  INTEGER NOT NULL,
  "end"  INTEGER NOT NULL,
  form   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_story ON mention (story);
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE entity_name (                    -- the names an entity goes by in a story, folded for comparison
  name   TEXT NOT NULL,
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  entity TEXT NOT NULL,
  PRIMARY KEY (name, story, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name_story ON entity_name (story);

CREATE TABLE office (
  id       TEXT PRIMARY KEY,
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  holder   TEXT NOT NULL,
  title    TEXT NOT NULL,
  of       TEXT,
  begins   TEXT,
  ends     TEXT,
  status   TEXT NOT NULL,
  as_of    TEXT,
  country  TEXT                               -- of the country, or of the body that is one's or acts for one
) STRICT, WITHOUT ROWID;
CREATE INDEX office_story ON office (story);
CREATE INDEX office_country ON office (country) WHERE country IS NOT NULL;
CREATE INDEX office_holder ON office (holder);

CREATE TABLE time (
  id       TEXT PRIMARY KEY,
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  value    TEXT,
  vague    INTEGER NOT NULL,
  bound    TEXT,
  duration TEXT,
  rule     TEXT,
  anchor   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX time_story ON time (story);

CREATE TABLE statement (
  id               TEXT PRIMARY KEY,
  story            INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  position         INTEGER NOT NULL,          -- among the story's statements
  mode             TEXT NOT NULL,
  act              TEXT NOT NULL,
  negated          INTEGER NOT NULL,
  hypothetical     INTEGER NOT NULL,
  speaker_start    INTEGER,
  speaker_end      INTEGER,
  speaker_words    TEXT,                      -- the words that name the speaker, folded for comparison
  speaker          TEXT,                      -- entity.id
  speaks_for       TEXT,                      -- entity.id of the accountable party
  cue_start        INTEGER,
  cue_end          INTEGER,
  addressee_start  INTEGER,
  addressee_end    INTEGER,
  addressee_words  TEXT,                      -- folded
  addressee        TEXT,
  medium_start     INTEGER,
  medium_end       INTEGER,
  medium           TEXT,
  time             TEXT,
  within           TEXT,                      -- statement.id
  confidence       REAL
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_story ON statement (story);
CREATE INDEX statement_speaker ON statement (speaker);

CREATE TABLE event (
  id            TEXT PRIMARY KEY,
  story         INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  type          TEXT,
  mode          TEXT,
  contexts      TEXT NOT NULL,                -- JSON array
  trigger_start INTEGER NOT NULL,
  trigger_end   INTEGER NOT NULL,
  place         TEXT,                         -- entity.id
  place_from    TEXT,                         -- arguments, clause, sentence, paragraph, dateline
  time          TEXT,
  time_from     TEXT,                         -- as place_from
  earliest      TEXT,                         -- the first and the last day of the time, where it has them
  latest        TEXT,
  status        TEXT NOT NULL,
  according_to  TEXT,                         -- statement.id
  historical    INTEGER NOT NULL,
  confidence    REAL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_story ON event (story);
CREATE INDEX event_mode ON event (mode) WHERE mode IS NOT NULL;
CREATE INDEX event_place ON event (place) WHERE place IS NOT NULL;

CREATE TABLE participant (
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  role     TEXT NOT NULL,                     -- actor, recipient
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  words    TEXT,                              -- folded, where it is not known whom they mean
  entity   TEXT,                              -- entity.id
  country  TEXT,
  sector   TEXT,
  PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_story ON participant (story);
CREATE INDEX participant_entity ON participant (entity);
CREATE INDEX participant_country ON participant (country) WHERE country IS NOT NULL;
CREATE INDEX participant_words ON participant (words) WHERE words IS NOT NULL;

CREATE TABLE evidence (                       -- the spans a row stands on, where it stands on several
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  row      TEXT NOT NULL,
  kind     TEXT NOT NULL,                     -- content, mention, evidence
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  PRIMARY KEY (row, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_story ON evidence (story);

CREATE TABLE dispute (
  id    TEXT PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  about TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_story ON dispute (story);

CREATE TABLE side (
  story    INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  dispute  TEXT NOT NULL,
  position INTEGER NOT NULL,
  stance   TEXT NOT NULL,
  member   TEXT NOT NULL,                     -- party (entity.id) or statement (statement.id)
  row      TEXT NOT NULL,
  PRIMARY KEY (dispute, position, member, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX side_story ON side (story);

CREATE TABLE commitment (
  id        TEXT PRIMARY KEY,
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  by        TEXT,
  "to"      TEXT,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  made      TEXT,
  due       TEXT,
  standing  TEXT NOT NULL,
  statement TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_story ON commitment (story);

CREATE TABLE judgement (                      -- people's decisions: appended to, never changed
  sequence INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  row      TEXT NOT NULL,
  verb     TEXT NOT NULL,
  by       TEXT NOT NULL,
  at       TEXT NOT NULL,
  reason   TEXT NOT NULL,
  was      TEXT,
  becomes  TEXT
) STRICT;
CREATE INDEX judgement_row ON judgement (row);
CREATE TRIGGER judgement_stands BEFORE UPDATE ON judgement
BEGIN SELECT RAISE (ABORT, 'a judgement is never changed: add another'); END;

CREATE TABLE tombstone (                      -- what was erased, by hash alone, so that it is not added again
  hash   TEXT PRIMARY KEY,
  kind   TEXT NOT NULL,                       -- story, capture
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE validator (                      -- by which a server is asked whether a page changed; no part of the content
  address  TEXT PRIMARY KEY,
  etag     TEXT,
  modified TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE log (                            -- when things were done; no part of the content
  sequence INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  action   TEXT NOT NULL,                     -- added, reread, erased
  subject  TEXT NOT NULL                      -- capture.id, or the hash of what was erased
) STRICT;
CREATE INDEX log_subject ON log (subject);

-- The words of each story, folded by words.py, under story.key. The index keeps no copy of the text.
CREATE VIRTUAL TABLE story_words USING fts5 (headline, text, content = '', tokenize = 'ascii');
