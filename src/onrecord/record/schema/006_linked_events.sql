-- The record's own events: one for all stories that tell of it, with what each of them says of it side by side.

CREATE TABLE linked_event (
  id      TEXT PRIMARY KEY,                   -- made of the event that was its first; never changes
  first   INTEGER NOT NULL,                   -- story.key of its first story
  stories INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event_link (                     -- which events of stories are which of the record's own
  event   TEXT NOT NULL,                      -- event.id
  story   INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  linked  TEXT NOT NULL,                      -- linked_event.id
  score   REAL NOT NULL,
  why     TEXT NOT NULL,
  PRIMARY KEY (story, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_link_linked ON event_link (linked, story);
CREATE INDEX event_link_event ON event_link (event);

CREATE TABLE event_key (                      -- by which keys an event is looked up
  key    TEXT NOT NULL,
  event  TEXT NOT NULL,
  story  INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  PRIMARY KEY (key, story, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_key_story ON event_key (story);

CREATE TRIGGER event_unlinked AFTER DELETE ON event_link
BEGIN
  UPDATE linked_event SET stories = stories - 1 WHERE id = OLD.linked;
  DELETE FROM linked_event WHERE id = OLD.linked AND stories <= 0;
END;
