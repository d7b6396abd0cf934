-- What a run is told; a row goes when the run's owner has journaled it.
CREATE TABLE command (
    id   uuid PRIMARY KEY,
    run  uuid NOT NULL,
    kind text NOT NULL,
    body json NOT NULL,
    by   text NOT NULL DEFAULT '',
    at   timestamptz NOT NULL
);
CREATE INDEX command_run ON command (run);

-- Ad-hoc definitions, sub-workflows, forks, labels.
ALTER TABLE run
    ADD COLUMN definition  json,
    ADD COLUMN labels      jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN parent_run  uuid,
    ADD COLUMN parent_task text,
    ADD COLUMN parent_key  text,
    ADD COLUMN fork_of     uuid;
CREATE INDEX run_wake ON run (wake_at) WHERE state = 'waiting' AND owner IS NULL;
CREATE INDEX run_labels ON run USING gin (labels jsonb_path_ops) WHERE labels <> '{}';
CREATE INDEX run_children ON run (parent_run) WHERE parent_run IS NOT NULL;
