-- Where a version came from.
ALTER TABLE workflow_version ADD COLUMN origin text NOT NULL DEFAULT 'file';

-- The version in force. A change of a workflow's file and a publication each replace what was there; a file that did not change
-- since (file_version) replaces nothing. What was published is in force at every replica, a file's version where the file is.
CREATE TABLE workflow_active (
    workflow     text PRIMARY KEY,
    version      integer NOT NULL,
    file_version integer,
    published    boolean NOT NULL
);
