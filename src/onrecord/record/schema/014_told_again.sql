-- What a story tells of an entity is counted again where the story is judged and the link stays as it is: the update is
-- of the traits, to what they are.

CREATE TRIGGER entity_told_of_again AFTER UPDATE OF traits ON entity_link
BEGIN
  INSERT OR REPLACE INTO told_of
  SELECT NEW.linked, coalesce(s.date, ''), NEW.story, NEW.entity,
    (SELECT count(DISTINCT p.event) FROM participant p WHERE p.story = NEW.story AND p.role = 'actor'
       AND (p.entity = NEW.entity OR p.entity IN (SELECT a.id FROM entity a WHERE a.acts_for = NEW.entity))),
    (SELECT count(DISTINCT p.event) FROM participant p WHERE p.story = NEW.story AND p.role = 'recipient'
       AND (p.entity = NEW.entity OR p.entity IN (SELECT a.id FROM entity a WHERE a.acts_for = NEW.entity))),
    (SELECT count(*) FROM statement t WHERE t.story = NEW.story AND NEW.entity IN (t.speaker, t.speaks_for)),
    (SELECT count(DISTINCT v.row) FROM mention m JOIN evidence v ON v.story = m.story AND v.kind = 'content'
       AND m.start >= v.start AND m."end" <= v."end" WHERE m.entity = NEW.entity),
    (SELECT count(*) FROM commitment c WHERE c.story = NEW.story AND c.by = NEW.entity),
    (SELECT count(DISTINCT x.dispute) FROM side x WHERE x.story = NEW.story AND x.member = 'party'
       AND x.row = NEW.entity),
    (SELECT count(*) FROM office o WHERE o.story = NEW.story AND o.holder = NEW.entity)
  FROM story s WHERE s.key = NEW.story;
END;
