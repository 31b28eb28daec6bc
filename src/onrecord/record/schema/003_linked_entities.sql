-- The record's own entities: one a person, body, people or place, under all the names that stories give it.

CREATE TABLE linked_entity (
  id      TEXT PRIMARY KEY,                   -- made of the entity that was its first; never changes
  kind    TEXT NOT NULL,
  first   INTEGER NOT NULL,                   -- story.key of its first story: of two that are one, the older id stays
  stories INTEGER NOT NULL,
  same_as TEXT REFERENCES linked_entity (id) ON DELETE CASCADE,  -- which older one it was found to be
  score   REAL,                               -- how sure that is, and why
  why     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_entity_same_as ON linked_entity (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE entity_link (                    -- which entities of stories are which of the record's own
  entity TEXT NOT NULL,                       -- entity.id
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  linked TEXT NOT NULL,                       -- linked_entity.id
  score  REAL NOT NULL,
  why    TEXT NOT NULL,
  traits TEXT NOT NULL,                       -- JSON: what this entity adds to linked_trait
  PRIMARY KEY (story, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_link_linked ON entity_link (linked, story);
CREATE INDEX entity_link_entity ON entity_link (entity);

CREATE TABLE linked_trait (                   -- what its stories say of an entity, and by which keys it is looked up
  linked  TEXT NOT NULL REFERENCES linked_entity (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL,                      -- key, name, title, office, country, own_country, place
  value   TEXT NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (linked, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_trait_key ON linked_trait (value, linked) WHERE kind = 'key';

CREATE TABLE suggested_link (                 -- pairs that may be one: for a person to decide
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  linked TEXT NOT NULL REFERENCES linked_entity (id) ON DELETE CASCADE,
  other  TEXT NOT NULL REFERENCES linked_entity (id) ON DELETE CASCADE,
  score  REAL NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (linked, other, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggested_link_story ON suggested_link (story);
CREATE INDEX suggested_link_other ON suggested_link (other);

-- What a story said of an entity goes with the story, however it goes.
CREATE TRIGGER entity_unlinked AFTER DELETE ON entity_link
BEGIN
  UPDATE linked_trait SET stories = stories - 1
   WHERE linked = OLD.linked
     AND (kind, value) IN (SELECT json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]') FROM json_each(OLD.traits) j);
  DELETE FROM linked_trait WHERE linked = OLD.linked AND stories <= 0;
  UPDATE linked_entity SET stories = stories - 1 WHERE id = OLD.linked;
  DELETE FROM linked_entity WHERE id = OLD.linked AND stories <= 0;
END;
