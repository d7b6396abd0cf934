-- Runs of a replica that is gone are found in any state: one that has ended is owned too while its retry is taken up.
DROP INDEX run_owner;
CREATE INDEX run_owner ON run (owner) WHERE owner IS NOT NULL;
