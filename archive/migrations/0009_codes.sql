-- The pickup code of a disc's order, by which the disc is found: those of earlier orders stand in
-- the orders alone.
ALTER TABLE job ADD COLUMN code TEXT NOT NULL DEFAULT '';
CREATE INDEX job_by_code ON job (code) WHERE code <> '';
CREATE INDEX file_set_by_id ON file_set (file_set_id);
CREATE INDEX file_set_of_job ON file_set (job);
