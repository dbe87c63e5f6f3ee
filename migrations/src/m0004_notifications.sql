-- Who is told by mail: what waits to be sent, and what became of it.

CREATE TABLE mail_outbox (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  cause text NOT NULL UNIQUE,
  reason text NOT NULL,
  message_id {uuid} NOT NULL REFERENCES message (id),
  state text NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  run_at {instant} NOT NULL,
  created_at {instant} NOT NULL,
  sent_at {instant}
);
CREATE INDEX mail_outbox_due ON mail_outbox (state, run_at);
CREATE INDEX mail_outbox_sent ON mail_outbox (sent_at, person_id);
