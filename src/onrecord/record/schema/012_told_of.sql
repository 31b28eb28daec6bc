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
CREATE TABLE told_so_far (
  entity TEXT PRIMARY KEY,
  did INTEGER NOT NULL DEFAULT 0,
  done_to INTEGER NOT NULL DEFAULT 0,
  said INTEGER NOT NULL DEFAULT 0,
  said_about INTEGER NOT NULL DEFAULT 0,
  promised INTEGER NOT NULL DEFAULT 0,
  disputed INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO told_so_far (entity, did)
SELECT x.entity, count(*) FROM (
  SELECT p.entity, p.event FROM participant p WHERE p.role = 'actor' AND p.entity IS NOT NULL
  UNION SELECT a.acts_for, p.event FROM participant p JOIN entity a ON a.id = p.entity
  WHERE p.role = 'actor' AND a.acts_for IS NOT NULL) x WHERE true GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET did = excluded.did;
INSERT INTO told_so_far (entity, done_to)
SELECT x.entity, count(*) FROM (
  SELECT p.entity, p.event FROM participant p WHERE p.role = 'recipient' AND p.entity IS NOT NULL
  UNION SELECT a.acts_for, p.event FROM participant p JOIN entity a ON a.id = p.entity
  WHERE p.role = 'recipient' AND a.acts_for IS NOT NULL) x WHERE true GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET done_to = excluded.done_to;
INSERT INTO told_so_far (entity, said)
SELECT x.entity, count(*) FROM (
  SELECT t.speaker AS entity FROM statement t WHERE t.speaker IS NOT NULL
  UNION ALL SELECT t.speaks_for FROM statement t WHERE t.speaks_for IS NOT NULL AND t.speaks_for IS NOT t.speaker) x
WHERE true GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET said = excluded.said;
INSERT INTO told_so_far (entity, said_about)
SELECT m.entity, count(DISTINCT v.row) FROM mention m CROSS JOIN evidence v INDEXED BY evidence_said
  ON v.story = m.story AND v.kind = 'content' AND v.start <= m.start AND v."end" >= m."end" WHERE true GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET said_about = excluded.said_about;
INSERT INTO told_so_far (entity, promised)
SELECT c.by, count(*) FROM commitment c WHERE c.by IS NOT NULL GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET promised = excluded.promised;
INSERT INTO told_so_far (entity, disputed)
SELECT x.row, count(DISTINCT x.dispute) FROM side x WHERE x.member = 'party' GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET disputed = excluded.disputed;
INSERT INTO told_so_far (entity, held)
SELECT o.holder, count(*) FROM office o WHERE true GROUP BY 1
ON CONFLICT (entity) DO UPDATE SET held = excluded.held;
INSERT INTO told_of
SELECT l.linked, coalesce(s.date, ''), l.story, l.entity,
  coalesce(n.did, 0), coalesce(n.done_to, 0), coalesce(n.said, 0), coalesce(n.said_about, 0),
  coalesce(n.promised, 0), coalesce(n.disputed, 0), coalesce(n.held, 0)
FROM entity_link l JOIN story s ON s.key = l.story LEFT JOIN told_so_far n ON n.entity = l.entity ORDER BY 1, 2, 3, 4;
DROP TABLE told_so_far;
CREATE INDEX told_of_story ON told_of (story);

-- Whom, and which event, most stories tell of.
CREATE INDEX linked_entity_told ON linked_entity (stories, kind) WHERE same_as IS NULL;
CREATE INDEX linked_event_told ON linked_event (stories);
