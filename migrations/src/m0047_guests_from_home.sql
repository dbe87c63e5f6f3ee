-- Guests from home without an account are invited by mail.

-- a guest from home who has no account comes in by the link of an invitation
ALTER TABLE meeting_guest ADD COLUMN invitation_id {uuid} REFERENCES invitation (id);
CREATE INDEX meeting_guest_invitation ON meeting_guest (invitation_id);
