ALTER TABLE conversation ADD COLUMN answered_by {json} NOT NULL DEFAULT '[]';
