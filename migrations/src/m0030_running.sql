-- In which network something was done.

-- in which network an act of the log was: its coordinators read those
ALTER TABLE audit ADD COLUMN network_id {uuid};
CREATE INDEX audit_network ON audit (network_id, id);
