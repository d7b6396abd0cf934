-- Who asked for a run, and for which tenant; empty where nobody knows. Budgets count by these.
ALTER TABLE run ADD COLUMN caller text NOT NULL DEFAULT '', ADD COLUMN tenant text NOT NULL DEFAULT '';
