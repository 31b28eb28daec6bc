-- What others read: plain views with lasting column names. docs/reference/schema.md explains each column.
-- Story text positions count code points from 0, so substr takes start + 1.

CREATE VIEW captures AS
SELECT c.id, c.sha256, c.source, c.media_type, c.url, c.retrieved, c.size,
       c.content IS NOT NULL AS kept,
       (SELECT count(*) FROM appearance a WHERE a.capture = c.key) AS stories,
       r.made_by,
       (SELECT min(l.at) FROM log l WHERE l.subject = c.id AND l.action = 'added') AS added_at
FROM capture c JOIN reader r ON r.key = c.reader;

CREATE VIEW stories AS
SELECT s.id, s.headline, s.outlet, s.url, s.language, s.date, s.published, s.published_from, s.updated,
       s.updated_from, s.text, s.confidence, s.notes, s.stopped_at, s.stopped_because,
       (SELECT count(*) FROM appearance a WHERE a.story = s.key) AS captures,
       (SELECT min(v.position) FROM version v WHERE v.story = s.key) AS version
FROM story s;

CREATE VIEW appearances AS
SELECT s.id AS story, c.id AS capture, a.position, a.url, a.outlet, a.published, a.updated
FROM appearance a JOIN story s ON s.key = a.story JOIN capture c ON c.key = a.capture;

CREATE VIEW versions AS
SELECT v.address AS url, v.position AS version, s.id AS story, p.id AS predecessor
FROM version v JOIN story s ON s.key = v.story LEFT JOIN story p ON p.key = v.predecessor;

CREATE VIEW parts AS
SELECT p.id, s.id AS story, p.kind, p.position, p.start, p."end", substr(s.text, p.start + 1, p."end" - p.start) AS text
FROM part p JOIN story s ON s.key = p.story;

CREATE VIEW authors AS
SELECT s.id AS story, a.position, a.name, a.read_from, a.path, a.start, a."end"
FROM author a JOIN story s ON s.key = a.story;

CREATE VIEW sentences AS
SELECT s.id AS story, n.start, n."end", substr(s.text, n.start + 1, n."end" - n.start) AS text
FROM sentence n JOIN story s ON s.key = n.story;

CREATE VIEW quotations AS
SELECT q.id, s.id AS story, q.start, q."end", substr(s.text, q.start + 1, q."end" - q.start) AS text,
       q.closed, q.continues, q.depth
FROM quotation q JOIN story s ON s.key = q.story;

CREATE VIEW entities AS
SELECT e.id, s.id AS story, e.local, e.kind, e.name, e.acts_for, e.lat, e.lon, e.country, e.precision, e.geonames,
       e.feature, e.unresolved,
       (SELECT count(*) FROM mention m WHERE m.entity = e.id) AS mentions
FROM entity e JOIN story s ON s.key = e.story;

CREATE VIEW linked_entities AS
SELECT n.id, n.kind,
       (SELECT e.name FROM entity_link l JOIN entity e ON e.id = l.entity WHERE l.linked = n.id
        GROUP BY e.name ORDER BY count(*) DESC, e.name LIMIT 1) AS name,
       (SELECT count(DISTINCT l.story) FROM entity_link l WHERE l.linked = n.id) AS stories,
       n.same_as, n.score, n.why
FROM linked_entity n;

CREATE VIEW entity_links AS
SELECT l.entity, s.id AS story, l.linked, e.kind, e.name, l.score, l.why
FROM entity_link l JOIN story s ON s.key = l.story JOIN entity e ON e.id = l.entity;

CREATE VIEW suggested_links AS
SELECT g.linked, g.other, s.id AS story, g.score, g.why FROM suggested_link g JOIN story s ON s.key = g.story;

CREATE VIEW linked_events AS
SELECT n.id, (SELECT count(DISTINCT l.story) FROM event_link l WHERE l.linked = n.id) AS stories, n.same_as, n.score,
       n.why
FROM linked_event n;

CREATE VIEW event_links AS
SELECT l.event, s.id AS story, l.linked, l.score, l.why FROM event_link l JOIN story s ON s.key = l.story;

CREATE VIEW tellings AS
SELECT s.id AS story, t.telling, t.source, t.score, t.why FROM told t JOIN story s ON s.key = t.story;

CREATE VIEW mentions AS
SELECT m.id, s.id AS story, m.entity, e.kind, e.name, m.form, m.start, m."end",
       substr(s.text, m.start + 1, m."end" - m.start) AS text
FROM mention m JOIN story s ON s.key = m.story JOIN entity e ON e.id = m.entity;

CREATE VIEW places AS
SELECT e.id, s.id AS story, e.name, e.country, e.feature, e.precision, e.lat, e.lon, e.geonames, e.unresolved,
       (SELECT count(*) FROM mention m WHERE m.entity = e.id) AS mentions
FROM entity e JOIN story s ON s.key = e.story WHERE e.kind = 'place';

CREATE VIEW offices AS
SELECT o.id, s.id AS story, o.holder, h.name AS holder_name, o.title, o.of, e.name AS of_name,
       o.country, o.begins, o.ends, o.status, o.as_of
FROM office o JOIN story s ON s.key = o.story LEFT JOIN entity h ON h.id = o.holder
LEFT JOIN entity e ON e.id = o.of;

CREATE VIEW times AS
SELECT t.id, s.id AS story, t.start, t."end", substr(s.text, t.start + 1, t."end" - t.start) AS text,
       t.value, t.vague, t.bound, t.duration, t.rule, t.anchor
FROM time t JOIN story s ON s.key = t.story;

CREATE VIEW statements AS
SELECT t.id, s.id AS story, t.position, t.mode, t.act, t.negated, t.hypothetical,
       t.speaker, e.name AS speaker_name, t.speaks_for, p.name AS speaks_for_name, t.speaker_start, t.speaker_end,
       substr(s.text, t.speaker_start + 1, t.speaker_end - t.speaker_start) AS speaker_text,
       t.cue_start, t.cue_end, substr(s.text, t.cue_start + 1, t.cue_end - t.cue_start) AS cue_text,
       (SELECT group_concat(c.words, ' … ') FROM (
          SELECT substr(s.text, v.start + 1, v."end" - v.start) AS words FROM evidence v
          WHERE v.row = t.id AND v.kind = 'content' ORDER BY v.position) c) AS content,
       t.addressee, a.name AS addressee_name, t.addressee_start, t.addressee_end,
       substr(s.text, t.addressee_start + 1, t.addressee_end - t.addressee_start) AS addressee_text,
       t.medium, m.name AS medium_name, t.medium_start, t.medium_end,
       substr(s.text, t.medium_start + 1, t.medium_end - t.medium_start) AS medium_text,
       t.time, t.within, t.confidence
FROM statement t JOIN story s ON s.key = t.story LEFT JOIN entity e ON e.id = t.speaker
LEFT JOIN entity p ON p.id = t.speaks_for LEFT JOIN entity a ON a.id = t.addressee
LEFT JOIN entity m ON m.id = t.medium;

CREATE VIEW statement_contents AS
SELECT v.row AS statement, s.id AS story, v.position, v.start, v."end",
       substr(s.text, v.start + 1, v."end" - v.start) AS text
FROM evidence v JOIN story s ON s.key = v.story WHERE v.kind = 'content';

CREATE VIEW events AS
SELECT v.id, s.id AS story, v.type, v.mode, v.contexts, v.trigger_start, v.trigger_end,
       substr(s.text, v.trigger_start + 1, v.trigger_end - v.trigger_start) AS trigger_text,
       v.place, p.name AS place_name, v.place_from, v.time, v.time_from, v.earliest, v.latest, v.status, v.according_to, v.historical, v.confidence
FROM event v JOIN story s ON s.key = v.story LEFT JOIN entity p ON p.id = v.place;

CREATE VIEW participants AS
SELECT p.id, p.event, s.id AS story, p.role, p.position, p.entity, e.name, p.country, p.sector, p.known_by, p.start, p."end",
       substr(s.text, p.start + 1, p."end" - p.start) AS text
FROM participant p JOIN story s ON s.key = p.story LEFT JOIN entity e ON e.id = p.entity;

CREATE VIEW disputes AS
SELECT d.id, s.id AS story, d.about, d.state FROM dispute d JOIN story s ON s.key = d.story;

CREATE VIEW dispute_sides AS
SELECT x.dispute, s.id AS story, x.position, x.stance, x.member, x.row FROM side x JOIN story s ON s.key = x.story;

CREATE VIEW commitments AS
SELECT c.id, s.id AS story, c.by, b.name AS by_name, c."to", t.name AS to_name, c.start, c."end",
       substr(s.text, c.start + 1, c."end" - c.start) AS text, c.made, c.due, c.standing, c.statement
FROM commitment c JOIN story s ON s.key = c.story
LEFT JOIN entity b ON b.id = c.by LEFT JOIN entity t ON t.id = c."to";

CREATE VIEW evidence_spans AS
SELECT v.row, s.id AS story, v.kind, v.position, v.start, v."end",
       substr(s.text, v.start + 1, v."end" - v.start) AS text
FROM evidence v JOIN story s ON s.key = v.story;

CREATE VIEW judgements AS
-- Named with their table: `at` and `row` alone are words of other SQL dialects that read this file (DuckDB).
SELECT j.sequence, j.id, j.row, j.verb, j.field, j.by, j.at, j.reason, j.was, j.becomes, j.undoes FROM judgement j;

CREATE VIEW judgement_targets AS
SELECT t.judgement, t.position, t.row, t.kind, t.type, t.story, t.start, t."end", t.exact, t.prefix, t.suffix,
       t.capture, t.address
FROM target t;

CREATE VIEW judged_rows AS
SELECT m.row, s.id AS story, m.judgement, m.position, j.verb, j.field, m.was, j.becomes, j.by, j.at, j.reason,
       m.stands, m.found_by
FROM mark m JOIN story s ON s.key = m.story JOIN judgement j ON j.id = m.judgement;

CREATE VIEW notices AS
SELECT s.id AS story, n.kind, n.start, n."end", substr(s.text, n.start + 1, n."end" - n.start) AS text
FROM notice n JOIN story s ON s.key = n.story;

CREATE VIEW noticed_rows AS
SELECT x.row, s.id AS story, x.kind, o.id AS source
FROM noticed x JOIN story s ON s.key = x.story JOIN story o ON o.key = x.source;

CREATE VIEW tombstones AS SELECT hash, kind, reason FROM tombstone;
