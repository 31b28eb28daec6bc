-- What few statements and events have is found without going through all stories.

CREATE INDEX statement_act ON statement (act);
CREATE INDEX event_type ON event (type, mode) WHERE type IS NOT NULL;
CREATE INDEX event_status ON event (status);
CREATE INDEX event_earliest ON event (earliest) WHERE earliest IS NOT NULL;
-- What lasts from one month into another, or has no end.
CREATE INDEX event_lasting ON event (earliest)
 WHERE earliest IS NOT NULL AND (latest IS NULL OR substr(latest, 1, 7) <> substr(earliest, 1, 7));
