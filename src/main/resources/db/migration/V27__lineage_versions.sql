-- When the inputs, or the outputs, of a job were told anew: by a complete run, or by a statement without one. An edge ends at the first of
-- these times after it was last seen. Before, every event looked at all that its job ever read or wrote, and moved all ends to the newest time.
CREATE TABLE job_version (
    job  text NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('input', 'output')),
    at   timestamptz NOT NULL,
    run  uuid REFERENCES job_run (id) ON DELETE CASCADE,
    UNIQUE NULLS NOT DISTINCT (job, role, at, run)
);
CREATE INDEX job_version_run ON job_version (run);
CREATE INDEX job_dataset_seen ON job_dataset (job, role, last_seen);

CREATE FUNCTION job_version_after(of_job text, of_role text, seen timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT min(at) FROM job_version WHERE job = of_job AND role = of_role AND at > seen
$$;

INSERT INTO job_version (job, role, at, run)
SELECT DISTINCT r.job, d.role, r.first_seen, r.id FROM job_run r JOIN job_run_dataset d ON d.run = r.id WHERE r.state = 'COMPLETE';
INSERT INTO job_version (job, role, at)
SELECT DISTINCT j.id, d.role, j.stated_at FROM job j JOIN job_dataset d ON d.job = j.id AND d.last_seen >= j.stated_at;
ALTER TABLE job DROP COLUMN stated_at;
UPDATE job_dataset SET ended_at = job_version_after(job, role, last_seen)
WHERE ended_at IS DISTINCT FROM job_version_after(job, role, last_seen);

-- The inventory of personal datasets: where columns are (dataset_classes), or where somebody says so; this must say the same as Declarations.
CREATE FUNCTION said_to_be_personal(declared jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_path_exists(declared, '$.data_subjects[*]'), false)
        OR coalesce(jsonb_path_exists(declared, '$.masked_columns[*]'), false)
        OR coalesce(jsonb_exists_any(declared, ARRAY['lawful_basis', 'special_category_condition', 'consent_source']), false)
        OR coalesce(jsonb_exists_any(declared -> 'security_measures', ARRAY['anonymisation', 'anonymization', 'pseudonymisation',
                                     'pseudonymization', 'tokenisation', 'tokenization', 'masking']), false)
$$;
CREATE INDEX declaration_personal ON declaration (location) WHERE said_to_be_personal(declared);
