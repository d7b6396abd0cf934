-- What the organisation knows of its datasets. No raw value of a personal column is kept here.
CREATE TABLE dataset (
    id          text PRIMARY KEY,
    location    text NOT NULL UNIQUE,
    name        text NOT NULL,
    format      text NOT NULL,
    fingerprint text NOT NULL,
    bytes       bigint NOT NULL,
    row_count   bigint NOT NULL,
    columns     jsonb NOT NULL,
    first_seen  timestamptz NOT NULL DEFAULT now(),
    last_seen   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE dataset_profile (
    dataset     text NOT NULL REFERENCES dataset (id),
    fingerprint text NOT NULL,
    profile     json NOT NULL,
    taken_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, fingerprint)
);

-- Every declaration with its time: the newest is in force, the earlier ones say what was declared when.
CREATE TABLE declaration (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    location    text NOT NULL,
    declared    jsonb NOT NULL,
    declared_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX declaration_location ON declaration (location, id DESC);

CREATE TABLE lineage_edge (
    upstream    text NOT NULL,
    downstream  text NOT NULL,
    how         text NOT NULL,
    confidence  double precision NOT NULL,
    first_seen  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (upstream, downstream, how)
);
CREATE INDEX lineage_edge_downstream ON lineage_edge (downstream);
