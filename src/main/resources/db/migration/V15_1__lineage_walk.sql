-- The graph is walked by indexes alone: they say whether an edge holds, now or at some time.
DROP INDEX job_dataset_dataset;
DROP INDEX job_dataset_job;
CREATE INDEX job_dataset_dataset ON job_dataset (dataset, role, job) INCLUDE (first_seen, ended_at);
CREATE INDEX job_dataset_job ON job_dataset (job, role, dataset) INCLUDE (first_seen, ended_at);
DROP INDEX dataset_alias_dataset;
CREATE INDEX dataset_alias_dataset ON dataset_alias (dataset, namespace);
