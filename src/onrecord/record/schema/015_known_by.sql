-- Where a participant's country or sector is not the story's word: by what it is known ('office_holders').

ALTER TABLE participant ADD COLUMN known_by TEXT;
