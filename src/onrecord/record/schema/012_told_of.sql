-- What each story tells of one of the record's own entities, counted: a dossier is read from it without its stories.
-- It follows the links and the stories' dates by itself.

CREATE TABLE told_of (
  linked     TEXT NOT NULL,                   -- linked_entity.id
  date       TEXT NOT NULL,                   -- story.date; '' where it is not known
  story      INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  entity     TEXT NOT NULL,                   -- entity.id
  did        INTEGER NOT NULL,                -- events in which it, or who acts for it, is an actor
  done_to    INTEGER NOT NULL,                -- ... a recipient
  said       INTEGER NOT NULL,                -- statements of it, or on its behalf
  said_about INTEGER NOT NULL,                -- statements whose content mentions it
  promised   INTEGER NOT NULL,
  disputed   INTEGER NOT NULL,
  held       INTEGER NOT NULL,                -- offices
  PRIMARY KEY (linked, date, story, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_of_story ON told_of (story);
CREATE INDEX evidence_said ON evidence (story, start, "end", row) WHERE kind = 'content';

CREATE TRIGGER entity_told_of AFTER INSERT ON entity_link
BEGIN
  INSERT OR REPLACE INTO told_of
  SELECT NEW.linked, coalesce(s.date, ''), NEW.story, NEW.entity,
    (SELECT count(*) FROM (
       SELECT p.event FROM participant p WHERE p.entity = NEW.entity AND p.role = 'actor'
       UNION SELECT p.event FROM entity a JOIN participant p ON p.entity = a.id
       WHERE a.acts_for = NEW.entity AND p.role = 'actor')),
    (SELECT count(*) FROM (
       SELECT p.event FROM participant p WHERE p.entity = NEW.entity AND p.role = 'recipient'
       UNION SELECT p.event FROM entity a JOIN participant p ON p.entity = a.id
       WHERE a.acts_for = NEW.entity AND p.role = 'recipient')),
    (SELECT count(*) FROM statement t WHERE t.speaker = NEW.entity)
    + (SELECT count(*) FROM statement t WHERE t.speaks_for = NEW.entity AND t.speaker IS NOT NEW.entity),
    (SELECT count(DISTINCT v.row) FROM mention m CROSS JOIN evidence v ON v.story = NEW.story AND v.kind = 'content'
       AND v.start <= m.start AND v."end" >= m."end" WHERE m.entity = NEW.entity),
    (SELECT count(*) FROM commitment c WHERE c.by = NEW.entity),
    (SELECT count(DISTINCT x.dispute) FROM side x WHERE x.story = NEW.story AND x.member = 'party'
       AND x.row = NEW.entity),
    (SELECT count(*) FROM office o WHERE o.holder = NEW.entity)
  FROM story s WHERE s.key = NEW.story;
END;

CREATE TRIGGER entity_told_of_another AFTER UPDATE OF linked ON entity_link WHEN OLD.linked <> NEW.linked
BEGIN
  UPDATE told_of SET linked = NEW.linked WHERE story = NEW.story AND entity = NEW.entity;
END;

CREATE TRIGGER entity_told_of_no_more AFTER DELETE ON entity_link
BEGIN
  DELETE FROM told_of WHERE story = OLD.story AND entity = OLD.entity;
END;

CREATE TRIGGER story_dated AFTER UPDATE OF date ON story WHEN OLD.date IS NOT NEW.date
BEGIN
  UPDATE told_of SET date = coalesce(NEW.date, '') WHERE story = NEW.key;
END;

-- Of those that are linked already the same: each thing counted once over all stories.
CREATE TABLE told_so_far (entity TEXT, what TEXT, number INTEGER, PRIMARY KEY (entity, what)) STRICT, WITHOUT ROWID;
INSERT INTO told_so_far
SELECT x.entity, x.role, count(DISTINCT x.event) FROM (
  SELECT p.entity, p.role, p.event FROM participant p WHERE p.entity IS NOT NULL
  UNION ALL SELECT a.acts_for, p.role, p.event FROM participant p JOIN entity a ON a.id = p.entity
  WHERE a.acts_for IS NOT NULL) x GROUP BY 1, 2;
INSERT INTO told_so_far
SELECT x.entity, 'said', count(*) FROM (
  SELECT t.speaker AS entity FROM statement t WHERE t.speaker IS NOT NULL
  UNION ALL SELECT t.speaks_for FROM statement t WHERE t.speaks_for IS NOT NULL AND t.speaks_for IS NOT t.speaker) x
GROUP BY 1;
INSERT INTO told_so_far
SELECT m.entity, 'said_about', count(DISTINCT v.row) FROM story s CROSS JOIN evidence v ON v.story = s.key
  CROSS JOIN mention m ON m.story = v.story WHERE v.kind = 'content' AND m.start >= v.start AND m."end" <= v."end"
GROUP BY 1;
INSERT INTO told_so_far SELECT c.by, 'promised', count(*) FROM commitment c WHERE c.by IS NOT NULL GROUP BY 1;
INSERT INTO told_so_far
SELECT x.row, 'disputed', count(DISTINCT x.dispute) FROM side x WHERE x.member = 'party' GROUP BY 1;
INSERT INTO told_so_far SELECT o.holder, 'held', count(*) FROM office o GROUP BY 1;
INSERT INTO told_of
SELECT l.linked, coalesce(s.date, ''), l.story, l.entity,
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'actor'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'recipient'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'said'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'said_about'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'promised'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'disputed'), 0),
  coalesce((SELECT n.number FROM told_so_far n WHERE n.entity = l.entity AND n.what = 'held'), 0)
FROM entity_link l JOIN story s ON s.key = l.story;
DROP TABLE told_so_far;

-- Whom, and which event, most stories tell of.
CREATE INDEX linked_entity_told ON linked_entity (stories, kind) WHERE same_as IS NULL;
CREATE INDEX linked_event_told ON linked_event (stories);
