-- The record's own events are joined as its entities are, and whatever id was issued once goes on answering.

ALTER TABLE linked_event ADD COLUMN same_as TEXT REFERENCES linked_event (id) ON DELETE CASCADE;  -- which older one it was found to be
ALTER TABLE linked_event ADD COLUMN score REAL;   -- how sure that is, and why
ALTER TABLE linked_event ADD COLUMN why TEXT;
CREATE INDEX linked_event_same_as ON linked_event (same_as) WHERE same_as IS NOT NULL;

-- For each id of the record's own entities, events and tellings the row that it was made of: where the id is none of
-- these any more, it stands for what that row is linked to by now. What was issued meanwhile is no part of the content.
CREATE TABLE issued (
  id    TEXT PRIMARY KEY,
  row   TEXT NOT NULL,                        -- entity.id, event.id or story.id
  story INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_story ON issued (story);

INSERT OR IGNORE INTO issued
SELECT n.id, min(l.entity), l.story FROM linked_entity n JOIN entity_link l ON l.linked = n.id AND l.story = n.first
GROUP BY n.id;
INSERT OR IGNORE INTO issued
SELECT n.id, min(l.event), l.story FROM linked_event n JOIN event_link l ON l.linked = n.id AND l.story = n.first
GROUP BY n.id;
INSERT OR IGNORE INTO issued
SELECT t.id, s.id, s.key FROM telling t JOIN told l ON l.telling = t.id AND l.story = t.first JOIN story s ON s.key = l.story;
