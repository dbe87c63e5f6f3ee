-- How often somebody wants the digest.

-- how often a person wants the digest, until now weekly or not at all; `weekly` stays for one version back
ALTER TABLE mail_setting ADD COLUMN digest text NOT NULL DEFAULT 'weekly';
UPDATE mail_setting SET digest = 'none' WHERE NOT weekly;

-- the instant whose state a mail tells; what came after it is news for the next digest, however long sending took
ALTER TABLE mail ADD COLUMN written_at {instant};
