-- Labels of columns come from files and may hold what jsonb refuses (U+0000); nothing is searched inside them.
ALTER TABLE dataset ALTER COLUMN columns TYPE json USING columns::text::json;
CREATE INDEX dataset_name ON dataset (name);
CREATE INDEX dataset_last_seen ON dataset (last_seen DESC, id);

-- A change tells what was in force before it and who made it (a request or a file). Of a file it keeps all that the
-- file stated, so that only statements which are new or were edited count as changes when it is read again.
ALTER TABLE declaration
    ADD COLUMN previous jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN source   text NOT NULL DEFAULT 'request' CHECK (source IN ('request', 'file')),
    ADD COLUMN stated   jsonb NOT NULL DEFAULT '{}';
UPDATE declaration AS later SET previous = earlier.declared
FROM declaration AS earlier
WHERE earlier.id = (SELECT max(id) FROM declaration WHERE location = later.location AND id < later.id);
