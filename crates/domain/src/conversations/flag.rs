//! Flags: somebody says that a coordinator ought to look at a message, or at another writing of a conversation.
//!
//! Who flags is told to the coordinators and never to the message's author. In a direct conversation nobody but those
//! in it reads: a flag there hands over the one message to the coordinators of a network that the flagger chooses, and
//! opens nothing else to them.

mod queue;

use chrono::{DateTime, Utc};
use sea_orm::Value;
use uuid::Uuid;

pub use queue::{Flag, Queue, queue};

use crate::access::{Audience, NetworkRight};
use crate::actor::Actor;
use crate::audit;
use crate::conversations::message::{self, ReadableMessage};
use crate::event::Event;
use crate::ids::{ConversationId, FlagId, MessageId, NetworkId, PersonId};
use crate::people::assignment::may_administer;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What became of a flag.
    FlagOutcome {
        /// The message was hidden.
        Hidden = "hidden",
        /// It stays as it is.
        Left = "left",
    }
}

/// What is flagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The message, or the first one of the conversation in which the writing stands.
    pub message: MessageId,
    /// `message`, or the writing's kind.
    pub kind: &'static str,
    /// The part of the conversation that it is; the message once more.
    pub part: Uuid,
    /// How it stood.
    pub revision: i64,
}

impl Target {
    fn of(message: MessageId, revision: i64) -> Self {
        Self { message, kind: "message", part: message.0, revision }
    }

    fn message(message: &ReadableMessage) -> Self {
        Self::of(message.row().id, message.row().revision)
    }

    /// Which it is, for the conditions on a flag whose parameters are `$1` to `$3`.
    fn named(&self) -> [Value; 3] {
        [self.message.0.into(), self.kind.into(), self.part.into()]
    }
}

/// That a flag is on the target whose parameters are `$1` to `$3`.
const ON_TARGET: &str = "flag.message_id = $1 AND flag.kind = $2 AND flag.part_id = $3";
/// That a flag `n` is on the same as another, and by the same person.
const SAME: &str = "n.message_id = flag.message_id AND n.kind = flag.kind AND n.part_id = flag.part_id \
    AND n.flagged_by = flag.flagged_by";

/// A flag to put on a message.
#[derive(Clone, Debug)]
pub struct NewFlag {
    /// What is wrong with it.
    pub reason: String,
    /// In a direct conversation: the network to whose coordinators the message is handed over.
    pub hand_over_to: Option<NetworkId>,
}

/// Flags a message one reads. Flagged already, the reason is the new one.
///
/// # Errors
/// [`Error::Forbidden`] for one's own message, [`Error::Conflict`] for one taken away, [`Error::Invalid`] for no
/// reason, or in a direct conversation for no network, [`Error::NotFoundIn`] for a network one is not in.
pub async fn flag(tx: &Tx, message: &ReadableMessage, new: NewFlag) -> Result<()> {
    let by = tx.actor().signed_in()?;
    let reason = message::reason(&new.reason)?;
    let facts = tx.actor().facts(message.room()).ok_or(Error::NotFound)?;
    let handed_over = facts.audience == Audience::Direct;
    let network = if handed_over {
        let network = new.hand_over_to.ok_or_else(|| Error::invalid("/hand_over_to", "missing"))?;
        if !tx.actor().may(network, NetworkRight::WriteDirectly) {
            return Err(Error::NotFoundIn("/hand_over_to"));
        }
        network
    } else {
        facts.network.ok_or(Error::Forbidden)?
    };
    if message.own() {
        return Err(Error::Forbidden);
    }
    if message.row().deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    put(tx, &Target::message(message), network, handed_over, &reason, by, tx.now()).await?;
    // the flag is named, not the message: who reads the log is not told who flagged their words
    audit::note_in(tx, network, "message_flagged", &format!("network:{network}"), "").await?;
    told(tx, network).await
}

/// Flags another writing in a network. The caller has checked the right to it.
pub(crate) async fn flag_in(tx: &Tx, target: &Target, network: NetworkId, reason: &str) -> Result<()> {
    let by = tx.actor().signed_in()?;
    put(tx, target, network, false, reason, by, tx.now()).await?;
    audit::note_in(tx, network, "writing_flagged", &format!("network:{network}"), target.kind).await?;
    told(tx, network).await
}

/// Flags a message for somebody: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn flag_as(
    tx: &Tx,
    message: MessageId,
    network: NetworkId,
    reason: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    may_administer(tx.actor())?;
    put(tx, &Target::of(message, 1), network, false, reason, by, at).await
}

async fn put(
    tx: &Tx,
    target: &Target,
    network: NetworkId,
    handed_over: bool,
    reason: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    let sql = "INSERT INTO flag (id, message_id, revision, network_id, handed_over, reason, flagged_by, flagged_at, kind, \
               part_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
               ON CONFLICT (message_id, flagged_by, kind, part_id) WHERE settled_at IS NULL \
               DO UPDATE SET reason = excluded.reason, revision = excluded.revision, \
               network_id = excluded.network_id, flagged_at = excluded.flagged_at";
    let values = [
        FlagId::at(at).0.into(),
        target.message.0.into(),
        target.revision.into(),
        network.0.into(),
        handed_over.into(),
        reason.into(),
        by.0.into(),
        at.into(),
        target.kind.into(),
        target.part.into(),
    ];
    execute(tx, sql, values).await
}

/// Takes back one's own flag, if nobody has dealt with it yet.
///
/// # Errors
/// When the database can't be reached.
pub async fn withdraw(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    take_back(tx, &Target::message(message)).await
}

/// The same of any target.
pub(crate) async fn take_back(tx: &Tx, target: &Target) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let by = tx.actor().signed_in()?;
    let sql =
        format!("DELETE FROM flag WHERE {ON_TARGET} AND flagged_by = $4 AND settled_at IS NULL RETURNING network_id");
    let [message, kind, part] = target.named();
    let gone: Option<Row> = row(tx, &sql, [message, kind, part, by.0.into()]).await?;
    match gone {
        Some(gone) => {
            let act = if target.kind == "message" { "message_flag_withdrawn" } else { "writing_flag_withdrawn" };
            audit::note_in(tx, gone.network_id, act, &format!("network:{}", gone.network_id), "").await?;
            told(tx, gone.network_id).await
        }
        None => Ok(()),
    }
}

/// A flag in a network whose flags one deals with.
#[derive(Clone, Copy, Debug)]
pub struct ModeratedFlag {
    id: FlagId,
    network: NetworkId,
}

/// A flag in a network whose flags one deals with.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn moderated(db: &impl Db, actor: &Actor, id: FlagId) -> Result<ModeratedFlag> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let found: Row =
        row(db, "SELECT network_id FROM flag WHERE id = $1", [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !actor.may(found.network_id, NetworkRight::Moderate) {
        return Err(Error::NotFound);
    }
    Ok(ModeratedFlag { id, network: found.network_id })
}

/// Lets the message stay as it is: the flag is settled.
///
/// # Errors
/// [`Error::Conflict`] for one that has been settled.
pub async fn leave(tx: &Tx, flag: ModeratedFlag) -> Result<()> {
    let by = tx.actor().signed_in()?;
    let sql = "UPDATE flag SET outcome = $2, settled_by = $3, settled_at = $4 WHERE id = $1 AND settled_at IS NULL";
    let values = [flag.id.0.into(), FlagOutcome::Left.word().into(), by.0.into(), tx.now().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("flag_settled"));
    }
    audit::note_in(tx, flag.network, "flag_settled", &format!("flag:{}", flag.id), FlagOutcome::Left.word()).await?;
    told(tx, flag.network).await
}

/// Lets a flag wait again that had been settled by leaving the message as it is.
///
/// # Errors
/// [`Error::Conflict`] for one that was not settled so, or where the same person has flagged it anew.
pub async fn reopen(tx: &Tx, flag: ModeratedFlag) -> Result<()> {
    let sql = format!(
        "UPDATE flag SET outcome = NULL, settled_by = NULL, settled_at = NULL WHERE id = $1 AND outcome = $2 \
         AND NOT EXISTS (SELECT 1 FROM flag n WHERE {SAME} AND n.settled_at IS NULL)"
    );
    if execute_affecting(tx, &sql, [flag.id.0.into(), FlagOutcome::Left.word().into()]).await? == 0 {
        return Err(Error::Conflict("flag_not_settled"));
    }
    audit::note_in(tx, flag.network, "flag_reopened", &format!("flag:{}", flag.id), "").await?;
    told(tx, flag.network).await
}

/// Hiding the message answers everything that waits about it.
pub(crate) async fn message_hidden(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    settle_for_hidden(tx, &Target::message(message)).await
}

/// The same of any target.
pub(crate) async fn settle_for_hidden(tx: &Tx, target: &Target) -> Result<()> {
    let by = tx.actor().signed_in()?;
    let sql = format!(
        "UPDATE flag SET outcome = $4, settled_by = $5, settled_at = $6 \
         WHERE {ON_TARGET} AND settled_at IS NULL RETURNING network_id"
    );
    let [message, kind, part] = target.named();
    let hidden = FlagOutcome::Hidden.word();
    changed(tx, &sql, [message, kind, part, hidden.into(), by.0.into(), tx.now().into()]).await
}

/// Shown again, the message waits for the coordinators as it did before it was hidden.
pub(crate) async fn message_shown(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    wait_again(tx, &Target::message(message)).await
}

/// The same of any target.
pub(crate) async fn wait_again(tx: &Tx, target: &Target) -> Result<()> {
    let sql = format!(
        "UPDATE flag SET outcome = NULL, settled_by = NULL, settled_at = NULL \
         WHERE {ON_TARGET} AND outcome = $4 AND NOT EXISTS (SELECT 1 FROM flag n WHERE {SAME} \
         AND (n.settled_at IS NULL OR n.outcome = $4 AND n.flagged_at > flag.flagged_at)) RETURNING network_id"
    );
    let [message, kind, part] = target.named();
    changed(tx, &sql, [message, kind, part, FlagOutcome::Hidden.word().into()]).await
}

/// The conversation where something is flagged was closed or opened again: the queue says so.
pub(crate) async fn place_changed(tx: &Tx, conversation: ConversationId) -> Result<()> {
    let sql = "SELECT DISTINCT f.network_id FROM flag f JOIN message m ON m.id = f.message_id \
               WHERE m.conversation_id = $1 AND NOT f.handed_over";
    changed(tx, sql, [conversation.0.into()]).await
}

async fn changed(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let found: Vec<Row> = rows(tx, sql, values).await?;
    let networks: std::collections::BTreeSet<NetworkId> = found.into_iter().map(|row| row.network_id).collect();
    for network in networks {
        told(tx, network).await?;
    }
    Ok(())
}

async fn told(tx: &Tx, network: NetworkId) -> Result<()> {
    room::tell_coordinators(tx, network, Event::FlagsChanged { network }).await
}
