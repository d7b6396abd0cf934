-- A cap that somebody set for this scope alone, whatever the settings say.
ALTER TABLE model_budget ADD COLUMN cap_usd numeric;
