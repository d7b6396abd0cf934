-- A catalogue of 100,000 datasets and 1,000,000 edges: 200 domains of 20 layers with 25 datasets each. A job mostly reads its own domain's
-- lower layers, the nearest first; sometimes one of 2,000 hubs (calendars, customers: the first is read by thousands), seldom another
-- domain, and one in a thousand times a higher layer, so that there are cycles.
SELECT setseed(SEED);
SET LOCAL session_replication_role = replica; -- Keys that refer are right by construction; checking each takes half of the time.
SET LOCAL work_mem = '256MB';

CREATE TEMP TABLE place ON COMMIT DROP AS
SELECT n, n / 500 AS domain, n % 500 / 25 AS layer, 's3://lake-' || n / 500 AS namespace, 'layer_' || n % 500 / 25 || '/table_' || n AS name,
       left(encode(sha256(('s3://lake-' || n / 500 || '/layer_' || n % 500 / 25 || '/table_' || n)::bytea), 'hex'), 16) AS id
FROM generate_series(0, 99999) AS n;
CREATE UNIQUE INDEX ON place (n);

CREATE TEMP TABLE work ON COMMIT DROP AS
SELECT m, 'job_' || m AS name, left(encode(sha256(('job:' || m)::bytea), 'hex'), 16) AS id,
       CASE WHEN m < 100000 THEN m ELSE m * 7919 % 100000 END AS target, (random() * 12)::int + 1 AS inputs, random() < 0.25 AS second
FROM generate_series(0, 119999) AS m;

INSERT INTO dataset (id, location, name, format, bytes, row_count, namespace, owners, classes, columns)
SELECT id, namespace || '/' || name, 'table_' || n, 'parquet', 1000000, 10000, namespace,
       CASE WHEN n % 10 = 1 THEN ARRAY['team-' || domain] ELSE '{}' END, CASE WHEN n % 100 = 7 THEN ARRAY['email', 'personal'] ELSE '{}' END,
       (SELECT json_agg(json_build_object(
            'name', 'column_' || c, 'logical_type', 'VARCHAR', 'distinct', 0, 'unique', false, 'keys', json_build_array(), 'found_by', 'label',
            'privacy', json_build_object('personal', n % 100 = 7 AND c = 1, 'special_category', false, 'classes', json_build_array(), 'explanation', 'none')))
        FROM generate_series(1, 5) AS c)
FROM place;
INSERT INTO dataset_alias (namespace, name, dataset) SELECT namespace, name, id FROM place;
INSERT INTO declaration (location, declared)
SELECT namespace || '/' || name, jsonb_build_object('owner', 'team-' || domain, 'region', 'eu-west-1', 'purpose', 'analytics')
       || CASE WHEN n % 300 = 0 THEN jsonb_build_object('data_subjects', jsonb_build_array('customers')) ELSE '{}' END
FROM place WHERE n % 3 = 0;
INSERT INTO job (id, namespace, name, first_seen, last_seen, owners)
SELECT id, 'airflow', name, now(), now(), CASE WHEN m % 2 = 0 THEN ARRAY['team-' || m % 200] ELSE '{}' END FROM work;
INSERT INTO lineage_facet (kind, owner, name, event_time, facet)
SELECT 'dataset', id, 'ownership', now(), jsonb_build_object('owners', jsonb_build_array(jsonb_build_object('name', 'team-' || domain)))
FROM place WHERE n % 10 = 1
UNION ALL
SELECT 'job', id, 'ownership', now(), jsonb_build_object('owners', jsonb_build_array(jsonb_build_object('name', 'team-' || m % 200)))
FROM work WHERE m % 2 = 0;

INSERT INTO job_dataset (job, dataset, role, first_seen, last_seen)
SELECT work.id, place.id, 'output', now(), now() FROM work JOIN place ON place.n = work.target
UNION ALL
SELECT work.id, place.id, 'output', now(), now() FROM work JOIN place ON place.n = target / 25 * 25 + (target + 1) % 25 WHERE second;

CREATE TEMP TABLE source ON COMMIT DROP AS
SELECT m, n, CASE
    WHEN kind < 0.88 THEN domain * 500 + (layer - 1 - floor(layer * far ^ 3)::int) * 25 + floor(place * 25)::int
    WHEN kind < 0.979 THEN floor(2000 * far ^ 4)::int % 200 * 500 + floor(2000 * far ^ 4)::int / 200
    WHEN kind < 0.999 THEN floor(far * 200)::int * 500 + floor(place * layer)::int * 25 + floor(place * 2500)::int % 25
    ELSE domain * 500 + layer * 25 + floor(far * (20 - layer) * 25)::int END AS source
FROM (SELECT m, n, domain, layer, random() AS kind, random() AS far, random() AS place
      FROM work JOIN place ON n = target CROSS JOIN LATERAL generate_series(1, inputs + 1) WHERE layer > 0) AS drawn;

INSERT INTO job_dataset (job, dataset, role, first_seen, last_seen)
SELECT work.id, place.id, 'input', now(), now()
FROM (SELECT DISTINCT m, source FROM source WHERE source <> n ORDER BY m, source LIMIT 720000) AS edge
JOIN work USING (m) JOIN place ON place.n = edge.source;

-- The rest is told by declarations, keys and SQL, which call a dataset by its id, its location or its name.
INSERT INTO lineage_edge (upstream, downstream, how, confidence)
SELECT CASE (u.n + d.n) % 4 WHEN 0 THEN 'table_' || u.n WHEN 1 THEN u.namespace || '/' || u.name ELSE u.id END, d.id,
       (ARRAY['declared', 'foreign_key', 'sql', 'naming'])[1 + (u.n + d.n) / 4 % 4], 0.9
FROM (SELECT DISTINCT source, n FROM source WHERE source <> n AND hashint8(m * 31 + source) % 4 = 0
      ORDER BY n, source LIMIT 1000000 - (SELECT count(*) FROM job_dataset)) AS edge
JOIN place u ON u.n = edge.source JOIN place d ON d.n = edge.n;
