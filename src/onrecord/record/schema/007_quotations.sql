-- By what a statement is found again in another story: the hash of the words that were said.

ALTER TABLE statement ADD COLUMN quotation INTEGER;  -- see quoted.py; negative: few words; NULL: none
UPDATE statement SET quotation = quotation_of(
  (SELECT group_concat(c.words, ' ') FROM (
     SELECT substr(s.text, v.start + 1, v."end" - v.start) AS words FROM evidence v JOIN story s ON s.key = v.story
     WHERE v.row = statement.id AND v.kind = 'content' ORDER BY v.position) c),
  act, negated, hypothetical);
CREATE INDEX statement_quotation ON statement (quotation) WHERE quotation IS NOT NULL;
