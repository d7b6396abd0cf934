-- A dataset may be known by name alone: lineage events tell of it, and nobody has looked into it.
ALTER TABLE dataset
    ALTER COLUMN format DROP NOT NULL,
    ALTER COLUMN fingerprint DROP NOT NULL,
    ALTER COLUMN bytes DROP NOT NULL,
    ALTER COLUMN row_count DROP NOT NULL;

-- Every name by which lineage events call a dataset; symlinks are further names of the same one.
CREATE TABLE dataset_alias (
    namespace text NOT NULL,
    name      text NOT NULL,
    dataset   text NOT NULL REFERENCES dataset (id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (namespace, name)
);
CREATE INDEX dataset_alias_dataset ON dataset_alias (dataset);

-- Events as they came, each once.
CREATE TABLE lineage_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest      text NOT NULL UNIQUE,
    kind        text NOT NULL CHECK (kind IN ('run', 'job', 'dataset')),
    event_time  timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    body        jsonb NOT NULL
);
CREATE INDEX lineage_event_time ON lineage_event (event_time);

CREATE TABLE job (
    id          text PRIMARY KEY,
    namespace   text NOT NULL,
    name        text NOT NULL,
    first_seen  timestamptz NOT NULL,
    last_seen   timestamptz NOT NULL,
    -- When its inputs and outputs were last stated without a run.
    stated_at   timestamptz,
    UNIQUE (namespace, name)
);
CREATE INDEX job_last_seen ON job (last_seen DESC, id);

-- Times are those of the events; the state is that of the newest event that tells one, an end being final.
CREATE TABLE job_run (
    id         uuid PRIMARY KEY,
    job        text NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    state      text NOT NULL,
    state_at   timestamptz NOT NULL,
    started_at timestamptz,
    ended_at   timestamptz,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    parent     uuid
);
CREATE INDEX job_run_job ON job_run (job, first_seen DESC);

-- What a run read and wrote, with the facets of that reading and writing.
CREATE TABLE job_run_dataset (
    run     uuid NOT NULL REFERENCES job_run (id) ON DELETE CASCADE,
    dataset text NOT NULL REFERENCES dataset (id) ON UPDATE CASCADE ON DELETE CASCADE,
    role    text NOT NULL CHECK (role IN ('input', 'output')),
    facets  jsonb NOT NULL DEFAULT '{}',
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (run, dataset, role)
);
CREATE INDEX job_run_dataset_dataset ON job_run_dataset (dataset);

-- What a job reads and writes: an edge of the graph each. It ends when a later version of the job does without it.
CREATE TABLE job_dataset (
    job        text NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    dataset    text NOT NULL REFERENCES dataset (id) ON UPDATE CASCADE ON DELETE CASCADE,
    role       text NOT NULL CHECK (role IN ('input', 'output')),
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (job, dataset, role)
);
CREATE INDEX job_dataset_dataset ON job_dataset (dataset, role, job);
CREATE INDEX job_dataset_job ON job_dataset (job, role, dataset);

-- Facets of datasets, jobs and runs, unknown ones too: a row a change, by the time of the event.
CREATE TABLE lineage_facet (
    kind       text NOT NULL CHECK (kind IN ('dataset', 'job', 'run')),
    owner      text NOT NULL,
    name       text NOT NULL,
    event_time timestamptz NOT NULL,
    facet      jsonb NOT NULL,
    PRIMARY KEY (kind, owner, name, event_time)
);

-- Edges between datasets are kept when they end: what was known when.
ALTER TABLE lineage_edge
    ADD COLUMN job       text NOT NULL DEFAULT '',
    ADD COLUMN last_seen timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN ended_at  timestamptz,
    DROP CONSTRAINT lineage_edge_pkey;
CREATE UNIQUE INDEX lineage_edge_current ON lineage_edge (upstream, downstream, how, job) WHERE ended_at IS NULL;
CREATE INDEX lineage_edge_upstream ON lineage_edge (upstream);

-- Columns made from columns. An empty downstream column is the whole dataset: a filter, a join, an order.
CREATE TABLE column_edge (
    upstream          text NOT NULL REFERENCES dataset (id) ON UPDATE CASCADE ON DELETE CASCADE,
    upstream_column   text NOT NULL,
    downstream        text NOT NULL REFERENCES dataset (id) ON UPDATE CASCADE ON DELETE CASCADE,
    downstream_column text NOT NULL,
    job               text NOT NULL,
    type              text NOT NULL,
    subtype           text NOT NULL,
    masking           boolean NOT NULL,
    description       text NOT NULL,
    first_seen        timestamptz NOT NULL,
    last_seen         timestamptz NOT NULL,
    ended_at          timestamptz,
    PRIMARY KEY (upstream, upstream_column, downstream, downstream_column, job, type, subtype)
);
CREATE INDEX column_edge_downstream ON column_edge (downstream, downstream_column);

-- Classes of all columns, and `personal` and `special_category` where any column is, to be searched for.
ALTER TABLE dataset ADD COLUMN classes text[] NOT NULL DEFAULT '{}';
UPDATE dataset SET classes = ARRAY(
    SELECT DISTINCT found.name FROM json_array_elements(columns) AS c(value)
    CROSS JOIN LATERAL (
        SELECT k.value ->> 'name' FROM json_array_elements(c.value #> '{privacy,classes}') AS k(value)
        UNION SELECT 'personal' WHERE c.value #>> '{privacy,personal}' = 'true'
        UNION SELECT 'special_category' WHERE c.value #>> '{privacy,special_category}' = 'true') AS found(name)
    WHERE c.value #>> '{privacy,personal}' = 'true')
-- A label may hold what these functions refuse; such a dataset is searchable after it was looked at again.
WHERE position('\u0000' IN columns::text) = 0;
CREATE INDEX dataset_classes ON dataset USING gin (classes);
