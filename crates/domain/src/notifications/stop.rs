//! The link in every mail that stops such mails. Whoever holds the mail holds the link: it opens nothing else.

use uuid::Uuid;

use super::{MailKind, MailReason, Rhythm, settings, token};
use crate::actor::Actor;
use crate::conversations::following::Following;
use crate::event::Event;
use crate::ids::{ConversationId, PersonId, RoomId, SavedSearchId};
use crate::search::saved::{self, Tells};
use crate::sorting::fold;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::{Error, Result};

/// What is to stop, or go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// All mails of the link's kind, digests of whatever rhythm; of a search that is kept, the mails of that search.
    Kind,
    /// All that is told of the link's conversation.
    Conversation,
}

/// A link to stop mails: for one person, one kind of mail, and the address the mail went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopLink {
    mail: Uuid,
    person: PersonId,
    conversation: Option<(ConversationId, RoomId)>,
    search: Option<SavedSearchId>,
    reason: MailReason,
    kind_stopped: bool,
    conversation_stopped: bool,
}

impl StopLink {
    /// The mails it stops.
    #[must_use]
    pub fn kind(&self) -> MailKind {
        self.reason.kind()
    }

    /// It is about a search that is kept, and stops the mails of that search alone.
    #[must_use]
    pub fn of_search(&self) -> bool {
        self.search.is_some()
    }

    /// Those have been stopped.
    #[must_use]
    pub fn kind_stopped(&self) -> bool {
        self.kind_stopped
    }

    /// Whether its conversation has been stopped; none where it is about none.
    #[must_use]
    pub fn conversation_stopped(&self) -> Option<bool> {
        self.conversation.map(|_| self.conversation_stopped)
    }
}

/// What a link stops. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, or whose mail went to an address its recipient has no more.
pub async fn stop_link(db: &impl Db, token: &str) -> Result<StopLink> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        person_id: PersonId,
        reason: MailReason,
        conversation_id: Option<ConversationId>,
        room_id: Option<RoomId>,
        level: Option<Following>,
        saved_search_id: Option<SavedSearchId>,
        tells: Option<Tells>,
        sent_to: String,
    }
    #[derive(FromRow)]
    struct Address {
        person_id: PersonId,
    }
    let hash = token::hashed(token)?;
    let sql = "SELECT m.id, m.person_id, m.reason, m.conversation_id, c.room_id, f.level, m.saved_search_id, \
               s.tells, m.sent_to FROM mail m LEFT JOIN saved_search s ON s.id = m.saved_search_id \
               LEFT JOIN conversation c ON c.id = m.conversation_id LEFT JOIN follow_conversation f \
               ON f.conversation_id = m.conversation_id AND f.person_id = m.person_id \
               WHERE m.stop_hash = $1 AND m.sent_to IS NOT NULL";
    let found: Row = row(db, sql, [hash.into()]).await?.ok_or(Error::NotFound)?;
    let sql = "SELECT person_id FROM person_email WHERE address = $1";
    let address: Option<Address> = row(db, sql, [fold(found.sent_to.trim()).into()]).await?;
    if address.is_none_or(|address| address.person_id != found.person_id) {
        return Err(Error::NotFound);
    }
    let kind_stopped = match found.saved_search_id {
        // one that is kept no longer tells of nothing
        Some(_) => found.tells != Some(Tells::Mail),
        None => settings::of_person(db, found.person_id).await?.stopped(found.reason.kind()),
    };
    Ok(StopLink {
        mail: found.id,
        person: found.person_id,
        conversation: found.conversation_id.zip(found.room_id),
        search: found.saved_search_id,
        reason: found.reason,
        kind_stopped,
        conversation_stopped: found.level == Some(Following::Nothing),
    })
}

/// Stops what the link is for, or lets it go on again. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the link's holder, [`Error::Conflict`] where it is about no conversation.
pub async fn stop(tx: &Tx, link: &StopLink, what: Stop, stopped: bool) -> Result<()> {
    if !matches!(tx.actor(), Actor::Link { link: held, .. } if *held == link.mail) {
        return Err(Error::Forbidden);
    }
    match (what, link.search) {
        (Stop::Kind, Some(search)) => {
            let tells = if stopped { Tells::Inbox } else { Tells::Mail };
            saved::tell(tx, search, link.person, tells).await
        }
        (Stop::Kind, None) => {
            let mut wanted = settings::of_person(tx, link.person).await?;
            match link.kind() {
                MailKind::AtOnce => wanted.at_once = !stopped,
                MailKind::BeforeMeeting => wanted.before_meeting = !stopped,
                MailKind::Digest if stopped => wanted.digest = Rhythm::Never,
                // it goes on as the mail that holds the link came; what goes on already keeps its rhythm
                MailKind::Digest if wanted.digest == Rhythm::Never => wanted.digest = link.reason.rhythm(),
                MailKind::Digest => {}
            }
            settings::put(tx, link.person, wanted).await
        }
        (Stop::Conversation, _) => {
            let (conversation, room) = link.conversation.ok_or(Error::Conflict("no_conversation"))?;
            if stopped {
                let sql = "INSERT INTO follow_conversation (person_id, conversation_id, level, updated_at) \
                           VALUES ($1, $2, 'nothing', $3) ON CONFLICT (person_id, conversation_id) \
                           DO UPDATE SET level = excluded.level, updated_at = excluded.updated_at";
                let values = [link.person.0.into(), conversation.0.into(), tx.now().into()];
                execute(tx, sql, values).await?;
            } else {
                let sql = "DELETE FROM follow_conversation WHERE person_id = $1 AND conversation_id = $2 \
                           AND level = 'nothing'";
                execute(tx, sql, [link.person.0.into(), conversation.0.into()]).await?;
            }
            tx.record(link.person, Event::FollowingChanged { room, conversation: Some(conversation) });
            Ok(())
        }
    }
}

impl StopLink {
    /// The link's holder as an actor: whoever has the mail, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        match anonymous.access() {
            Some(access) => Actor::Link { link: self.mail, access: std::sync::Arc::clone(access) },
            None => anonymous.clone(),
        }
    }
}
