-- Tellings: the stories that repeat one text (wire copy, cut, under other headlines, inside a longer story).

CREATE TABLE telling (
  id      TEXT PRIMARY KEY,                   -- made of the story that was its first; never changes
  first   INTEGER NOT NULL,                   -- story.key of its first story: of two that are one, the older id stays
  stories INTEGER NOT NULL,
  same_as TEXT REFERENCES telling (id) ON DELETE CASCADE  -- which older one it was found to be
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_same_as ON telling (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE told (                           -- which telling a story belongs to
  story   INTEGER PRIMARY KEY REFERENCES story (key) ON DELETE CASCADE,
  telling TEXT NOT NULL,                      -- telling.id
  score   REAL NOT NULL,                      -- the share of the shorter text that both have; 1 for the first
  why     TEXT NOT NULL,
  source  TEXT                                -- whose report it is, folded: the agency that is credited, else the outlet
) STRICT;
CREATE INDEX told_telling ON told (telling, story);

CREATE TABLE shingle (                        -- one in eight runs of five words, hashed: how a copy is found
  hash  INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  PRIMARY KEY (hash, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX shingle_story ON shingle (story);

CREATE TRIGGER story_untold AFTER DELETE ON told
BEGIN
  UPDATE telling SET stories = stories - 1 WHERE id = OLD.telling;
  DELETE FROM telling WHERE id = OLD.telling AND stories <= 0;
END;
