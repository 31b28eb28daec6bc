-- People's judgements: which value, which rows (so described that they are found again), and what they did to the rows.

ALTER TABLE judgement ADD COLUMN field TEXT;    -- the value that is corrected or confirmed; NULL: the whole row
ALTER TABLE judgement ADD COLUMN undoes TEXT;   -- judgement.id
CREATE INDEX judgement_undoes ON judgement (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE target (                           -- the rows a judgement is about; a log as well
  judgement TEXT NOT NULL,                      -- judgement.id
  position  INTEGER NOT NULL,                   -- 0: the row itself; then the others of a merge or split
  row       TEXT NOT NULL,
  kind      TEXT,
  type      TEXT,
  story     TEXT,                               -- story.id
  start     INTEGER,
  "end"     INTEGER,
  exact     TEXT,
  prefix    TEXT,
  suffix    TEXT,
  capture   TEXT,                               -- capture.id
  address   TEXT,
  PRIMARY KEY (judgement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_story ON target (story) WHERE story IS NOT NULL;
CREATE INDEX target_capture ON target (capture) WHERE capture IS NOT NULL;
CREATE INDEX target_address ON target (address) WHERE address IS NOT NULL;

CREATE TABLE mark (                             -- what judgements did to the rows of a story: made anew with them
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  judgement TEXT NOT NULL,                      -- judgement.id
  position  INTEGER NOT NULL,                   -- of its target
  row       TEXT NOT NULL,                      -- the row it fell on
  found_by  TEXT NOT NULL,                      -- id, span, selector
  stands    INTEGER NOT NULL,                   -- 0: a later judgement of the same says otherwise
  was       TEXT,                               -- the value as it was read
  PRIMARY KEY (story, judgement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_row ON mark (row);
CREATE INDEX mark_judgement ON mark (judgement);

CREATE TABLE notice (                           -- a correction or retraction that a version of a story announces
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  kind  TEXT NOT NULL,                          -- correction, retraction
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (story, start, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE noticed (                          -- the rows of earlier versions that a notice concerns
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  row    TEXT NOT NULL,
  kind   TEXT NOT NULL,                         -- as notice.kind
  source INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  PRIMARY KEY (story, row, kind, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX noticed_row ON noticed (row);
CREATE INDEX noticed_source ON noticed (source);

ALTER TABLE participant ADD COLUMN id TEXT;
CREATE INDEX participant_id ON participant (id) WHERE id IS NOT NULL;
