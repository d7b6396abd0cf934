-- Replicas with their leases; the epoch rises when a replica starts or is taken over, and a write with an older one is refused.
CREATE TABLE replica (
    id         text PRIMARY KEY,
    epoch      bigint NOT NULL,
    expires_at timestamptz NOT NULL
);

-- A template's text as it was when first seen; a run finishes on the version it began with.
CREATE TABLE workflow_version (
    workflow   text NOT NULL,
    version    integer NOT NULL,
    hash       text NOT NULL,
    content    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workflow, version),
    UNIQUE (workflow, hash)
);

-- A run and its place in the queue are one row.
CREATE TABLE run (
    id               uuid PRIMARY KEY,
    workflow         text NOT NULL,
    version          integer NOT NULL,
    inputs           json NOT NULL,
    state            text NOT NULL,
    reason           text NOT NULL DEFAULT '',
    partial          boolean NOT NULL DEFAULT false,
    priority         integer NOT NULL DEFAULT 0,
    generation       integer NOT NULL DEFAULT 0,
    owner            text,
    epoch            bigint,
    wake_at          timestamptz,
    idempotency_key  text,
    idempotency_hash text,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX run_idempotency ON run (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX run_queue ON run (priority DESC, created_at) WHERE state IN ('queued', 'running') AND owner IS NULL;
CREATE INDEX run_owner ON run (owner) WHERE owner IS NOT NULL AND state IN ('queued', 'running', 'waiting');
CREATE INDEX run_newest ON run (created_at DESC, id DESC);

-- What happened in a run, in order. A task's outcome is recorded once.
CREATE TABLE journal (
    run        uuid NOT NULL,
    seq        integer NOT NULL,
    kind       text NOT NULL,
    generation integer NOT NULL,
    task       text NOT NULL DEFAULT '',
    key        text NOT NULL DEFAULT '',
    attempt    integer NOT NULL DEFAULT 0,
    input_hash text NOT NULL DEFAULT '',
    payload    json,
    at         timestamptz NOT NULL,
    PRIMARY KEY (run, seq)
);
CREATE UNIQUE INDEX journal_outcome ON journal (run, generation, task, key) WHERE kind = 'outcome';
