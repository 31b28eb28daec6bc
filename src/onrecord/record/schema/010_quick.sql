-- What makes a large record answer quickly: numbers that are kept, names by their words, and further indexes.

CREATE TABLE tally (                          -- how many rows a table has
  name TEXT PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tally
SELECT 'quotation', count(*) FROM quotation UNION ALL SELECT 'entity', count(*) FROM entity
UNION ALL SELECT 'mention', count(*) FROM mention UNION ALL SELECT 'statement', count(*) FROM statement
UNION ALL SELECT 'event', count(*) FROM event;

CREATE TRIGGER quotation_more AFTER INSERT ON quotation BEGIN UPDATE tally SET rows = rows + 1 WHERE name = 'quotation'; END;
CREATE TRIGGER quotation_less AFTER DELETE ON quotation BEGIN UPDATE tally SET rows = rows - 1 WHERE name = 'quotation'; END;
CREATE TRIGGER entity_more AFTER INSERT ON entity BEGIN UPDATE tally SET rows = rows + 1 WHERE name = 'entity'; END;
CREATE TRIGGER entity_less AFTER DELETE ON entity BEGIN UPDATE tally SET rows = rows - 1 WHERE name = 'entity'; END;
CREATE TRIGGER mention_more AFTER INSERT ON mention BEGIN UPDATE tally SET rows = rows + 1 WHERE name = 'mention'; END;
CREATE TRIGGER mention_less AFTER DELETE ON mention BEGIN UPDATE tally SET rows = rows - 1 WHERE name = 'mention'; END;
CREATE TRIGGER statement_more AFTER INSERT ON statement BEGIN UPDATE tally SET rows = rows + 1 WHERE name = 'statement'; END;
CREATE TRIGGER statement_less AFTER DELETE ON statement BEGIN UPDATE tally SET rows = rows - 1 WHERE name = 'statement'; END;
CREATE TRIGGER event_more AFTER INSERT ON event BEGIN UPDATE tally SET rows = rows + 1 WHERE name = 'event'; END;
CREATE TRIGGER event_less AFTER DELETE ON event BEGIN UPDATE tally SET rows = rows - 1 WHERE name = 'event'; END;

CREATE TABLE name_word (                      -- the words of the names in entity_name, each name once
  word TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (word, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_name ON name_word (name);

INSERT OR IGNORE INTO name_word
SELECT w.value, n.name FROM (SELECT DISTINCT name FROM entity_name) n,
       json_each('["' || replace(n.name, ' ', '","') || '"]') w;

-- A folded name is words and spaces alone, so that it can be taken apart as JSON.
CREATE TRIGGER entity_named AFTER INSERT ON entity_name
WHEN NOT EXISTS (SELECT 1 FROM name_word WHERE name = NEW.name)
BEGIN
  INSERT OR IGNORE INTO name_word
  SELECT w.value, NEW.name FROM json_each('["' || replace(NEW.name, ' ', '","') || '"]') w;
END;
CREATE TRIGGER entity_unnamed AFTER DELETE ON entity_name
WHEN NOT EXISTS (SELECT 1 FROM entity_name WHERE name = OLD.name)
BEGIN
  DELETE FROM name_word WHERE name = OLD.name;
END;

CREATE INDEX story_outlet ON story (outlet);
CREATE INDEX story_language ON story (language);
CREATE INDEX statement_speaks_for ON statement (speaks_for) WHERE speaks_for IS NOT NULL;
CREATE INDEX statement_described ON statement (speaker_words) WHERE speaker IS NULL;
CREATE INDEX statement_addressee ON statement (addressee) WHERE addressee IS NOT NULL;
CREATE INDEX commitment_by ON commitment (by) WHERE by IS NOT NULL;
CREATE INDEX entity_place ON entity (geonames, name, country, lat, lon, unresolved, story) WHERE kind = 'place';
