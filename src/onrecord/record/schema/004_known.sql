-- Since when each capture has been known, so that the record can be asked as it was known on a date: the day (UTC) on
-- which it was taken or, where that is not known, added. As it can hold the clock of a run, it is no part of the content.

CREATE TABLE known (
  capture INTEGER PRIMARY KEY REFERENCES capture (key) ON DELETE CASCADE,
  day     TEXT NOT NULL
) STRICT;

CREATE TRIGGER capture_known AFTER INSERT ON log WHEN NEW.action = 'added'
BEGIN
  INSERT OR IGNORE INTO known (capture, day)
  SELECT c.key, coalesce(CASE WHEN c.retrieved GLOB '[0-9][0-9][0-9][0-9]-*' THEN date(c.retrieved) END,
                         substr(NEW.at, 1, 10))
  FROM capture c WHERE c.id = NEW.subject;
END;

INSERT INTO known (capture, day)
SELECT c.key, coalesce(CASE WHEN c.retrieved GLOB '[0-9][0-9][0-9][0-9]-*' THEN date(c.retrieved) END,
                       substr(min(l.at), 1, 10))
FROM capture c JOIN log l ON l.subject = c.id AND l.action = 'added' GROUP BY c.key;

-- Oldest first, with those of unknown date last.
CREATE INDEX story_oldest ON story (date IS NULL, date);

-- By whom a description ('the information minister') can be meant.
CREATE INDEX office_title ON office (lower(title));
CREATE INDEX office_of ON office (of) WHERE of IS NOT NULL;
