-- Workflows that are run at times of a calendar. due_at is the next time; null while the schedule is paused.
CREATE TABLE schedule (
    id           text PRIMARY KEY,
    workflow     text NOT NULL,
    definition   json,
    inputs       json NOT NULL,
    labels       json NOT NULL,
    priority     integer NOT NULL,
    cron         text NOT NULL,
    time_zone    text NOT NULL,
    missed       text NOT NULL,
    created_by   text NOT NULL,
    created_at   timestamptz NOT NULL,
    due_at       timestamptz,
    last_due_at  timestamptz,
    last_run     uuid,
    last_problem text NOT NULL DEFAULT ''
);

-- db-scheduler's: when which schedule is looked at, by one replica at a time.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
