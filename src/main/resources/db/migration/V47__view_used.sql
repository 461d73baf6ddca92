-- When a saved question was asked last, so that its department sees which ones nobody needs.
ALTER TABLE query.saved_view ADD COLUMN used_at timestamptz;
