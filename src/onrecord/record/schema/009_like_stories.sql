-- Which stories are like one another: their heaviest stems, how many stories hold each, and each story's nearest.

CREATE TABLE story_stem (
  stem   TEXT NOT NULL,
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  weight REAL NOT NULL,                       -- before it is known how rare the stem is
  PRIMARY KEY (stem, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_stem_story ON story_stem (story, stem, weight);

CREATE TABLE stem (                           -- how many stories hold one; '' is held by all
  stem    TEXT PRIMARY KEY,
  stories INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stem_held AFTER INSERT ON story_stem
BEGIN
  INSERT INTO stem VALUES (NEW.stem, 1) ON CONFLICT (stem) DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER stem_gone AFTER DELETE ON story_stem
BEGIN
  UPDATE stem SET stories = stories - 1 WHERE stem = OLD.stem;
  DELETE FROM stem WHERE stem = OLD.stem AND stories <= 0;
END;

CREATE TABLE story_like (                     -- the few stories that are nearest to a story
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  alike REAL NOT NULL,
  PRIMARY KEY (story, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_like_other ON story_like (other);
