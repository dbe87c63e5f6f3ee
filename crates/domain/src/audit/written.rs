//! Acts that say what somebody wrote: a reason, a title, a tag. It may look like anything, and is told as it stands.

use super::note_in;
use crate::Result;
use crate::ids::NetworkId;
use crate::store::Tx;
use crate::words::words;

words! {
    /// An act that says what somebody wrote. Noted as such it is told as such: the log's words are decided over this list.
    Written {
        /// A message was hidden, and why.
        MessageHidden = "message_hidden",
        /// Another text was hidden: its kind, and why.
        WritingHidden = "writing_hidden",
        /// A condition came, and what it is called.
        ConditionAdded = "condition_added",
        /// A condition changed, and what it said before.
        ConditionChanged = "condition_changed",
        /// A condition went, and what it was called.
        ConditionEnded = "condition_ended",
        /// Somebody was given a tag.
        TagGiven = "tag_given",
        /// It was taken away.
        TagTaken = "tag_taken",
        /// An organisation was deleted, and what it was called.
        OrganisationDeleted = "organisation_deleted",
        /// Somebody was erased, and why.
        PersonErased = "person_erased",
    }
}

/// Notes an act, in a network where it was in one, with what somebody wrote.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn note_written(
    tx: &Tx,
    network: impl Into<Option<NetworkId>>,
    act: Written,
    subject: &str,
    text: &str,
) -> Result<()> {
    note_in(tx, network, act.word(), subject, text).await
}
