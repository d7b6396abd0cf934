-- What became of the files below the folder of documents. A document whose file is gone is retired: not found any more, its versions still there
-- for whoever cites them, and back when the file is.
ALTER TABLE knowledge_document ADD COLUMN retired_at timestamptz;

CREATE TABLE knowledge_file (
    path     text PRIMARY KEY,
    tenant   text NOT NULL,
    document text NOT NULL,
    version  integer,              -- the last one that it gave; null: none
    problems jsonb NOT NULL,       -- why what it holds now gives none
    at       timestamptz NOT NULL,
    gone_at  timestamptz
);
CREATE INDEX knowledge_file_document ON knowledge_file (document);

-- The services that have a folder, with the files that each sees: one of them that misses a file does not retire what another one has.
CREATE TABLE knowledge_holder (
    holder uuid PRIMARY KEY,
    paths  text[] NOT NULL,
    seen   timestamptz NOT NULL
);
