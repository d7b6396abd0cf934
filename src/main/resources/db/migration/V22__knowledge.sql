-- Documents that experts may lean on. A version never changes; the current one is what is found. A document that was deleted keeps its row,
-- without content, so that what was once cited never means something else.
CREATE SEQUENCE knowledge_change;

CREATE TABLE knowledge_document (
    id      text PRIMARY KEY,
    tenant  text NOT NULL,
    name    text NOT NULL,
    current integer,          -- null: deleted
    last    integer NOT NULL,
    change  bigint NOT NULL   -- in the order of commits: they are made under a lock
);
CREATE INDEX knowledge_document_change ON knowledge_document (change);
CREATE INDEX knowledge_document_tenant ON knowledge_document (tenant, id);

CREATE TABLE knowledge_version (
    document   text NOT NULL REFERENCES knowledge_document,
    version    integer NOT NULL,
    hash       text NOT NULL,
    title      text NOT NULL,
    source     text NOT NULL,
    format     text NOT NULL,
    experts    text[] NOT NULL,
    metadata   jsonb NOT NULL,
    bytes      bigint NOT NULL,
    passages   integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (document, version),
    UNIQUE (document, hash)
);

CREATE TABLE knowledge_passage (
    document text NOT NULL,
    version  integer NOT NULL,
    passage  integer NOT NULL,
    heading  text NOT NULL,
    place    text NOT NULL,
    content  text NOT NULL,
    vector   bytea NOT NULL,   -- 384 floats of four bytes each, little-endian
    PRIMARY KEY (document, version, passage),
    FOREIGN KEY (document, version) REFERENCES knowledge_version ON DELETE CASCADE
);
