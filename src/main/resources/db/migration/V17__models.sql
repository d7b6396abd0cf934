-- Every call of a language model. It is reserved before it is made and settled after; question and answer are anonymised.
CREATE TABLE model_call (
    id               uuid PRIMARY KEY,
    run              uuid NOT NULL,
    place            text NOT NULL,
    expert           text NOT NULL,
    caller           text NOT NULL,
    tenant           text NOT NULL,
    model            text NOT NULL,
    prompt           text NOT NULL,
    hash             text NOT NULL,
    system           text NOT NULL,
    question         text NOT NULL,
    response         text,
    outcome          text NOT NULL,
    input_tokens     bigint NOT NULL DEFAULT 0,
    output_tokens    bigint NOT NULL DEFAULT 0,
    cached_tokens    bigint NOT NULL DEFAULT 0,
    reasoning_tokens bigint NOT NULL DEFAULT 0,
    reserved_usd     numeric NOT NULL,
    cost_usd         numeric NOT NULL DEFAULT 0,
    scopes           text[] NOT NULL,
    caps             numeric[] NOT NULL,
    duration_ms      bigint,
    reserved_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at       timestamptz
);
CREATE INDEX model_call_run ON model_call (run, place, hash);
CREATE INDEX model_call_time ON model_call (reserved_at);
CREATE INDEX model_call_open ON model_call (reserved_at) WHERE outcome = 'reserved';

-- What a budget has spent and what calls that go on have reserved of it.
CREATE TABLE model_budget (
    scope        text PRIMARY KEY,
    spent_usd    numeric NOT NULL DEFAULT 0,
    reserved_usd numeric NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
