-- An attempt that began and ended in one transaction is told by the row of its outcome, a run's acceptance by the row of the run.
ALTER TABLE journal ADD COLUMN attempt_seq integer, ADD COLUMN attempt_at timestamptz;
DELETE FROM journal WHERE kind = 'run_accepted';

-- What happened in a run, in order of seq: every entry, whichever row tells of it.
CREATE VIEW journal_entry AS
    SELECT run, seq, kind, generation, task, key, attempt, input_hash, payload, at FROM journal
    UNION ALL
    SELECT run, attempt_seq, 'attempt', generation, task, key, attempt, input_hash, NULL, attempt_at FROM journal
    WHERE attempt_seq IS NOT NULL
    UNION ALL
    SELECT id, 1, 'run_accepted', 0, '', '', 0, '', NULL, created_at FROM run;
