-- What was last told of one office, whoever held it.

CREATE INDEX office_held ON office (lower(title), country, story);
