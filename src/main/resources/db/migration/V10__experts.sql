-- What instances of experts elsewhere can do; stays when they go, so that a workflow that names it stays valid.
CREATE TABLE expert_action (
    action      text PRIMARY KEY,
    expert      text NOT NULL,
    capability  text NOT NULL,
    description text NOT NULL,
    inputs      json NOT NULL,
    result      json NOT NULL
);

-- Instances of experts in other processes. heard_at is by the database's clock, as is the time that it is compared with.
CREATE TABLE expert_instance (
    id            text PRIMARY KEY,
    expert        text NOT NULL,
    capabilities  text[] NOT NULL,
    actions       text[] NOT NULL,
    llm_backend   text NOT NULL,
    max_tasks     integer NOT NULL,
    address       text NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    heard_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
