-- A release is noted before its first file is written, so that one that was cut off is finished or removed at the next start.
ALTER TABLE publication.release ADD COLUMN state text NOT NULL DEFAULT 'PUBLISHED'
    CHECK (state IN ('WRITING', 'READY', 'PUBLISHED', 'ABANDONED'));
ALTER TABLE publication.release ALTER COLUMN state DROP DEFAULT;
CREATE INDEX release_unfinished ON publication.release (id) WHERE state IN ('WRITING', 'READY');
COMMENT ON COLUMN publication.release.state IS
    'WRITING: its files are being made; READY: written, checked and audited, becomes visible next; PUBLISHED: visible; ABANDONED: cut off, its files are destroyed';
