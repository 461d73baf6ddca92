-- How far a release still tells of persons. What left before this was known counts as if it named them.
ALTER TABLE publication.release
    ADD COLUMN identifiability text NOT NULL DEFAULT 'IDENTIFIED' CHECK (identifiability IN ('IDENTIFIED', 'DEIDENTIFIED', 'ANONYMISED')),
    ADD COLUMN deid_grade int2 NOT NULL DEFAULT 1 CHECK (deid_grade BETWEEN 1 AND 4),
    ADD COLUMN anonymity jsonb,
    ADD CHECK ((identifiability = 'ANONYMISED') = (anonymity IS NOT NULL));
