//! What somebody tells of themself to those they share a network with. Who sees each part is theirs to say.

use chrono::{DateTime, Utc};

use super::portrait;
use crate::actor::Actor;
use crate::conversations::{mention, message};
use crate::event::Event;
use crate::ids::{NetworkId, PersonId};
use crate::people::assignment::may_administer;
use crate::sorting::fold;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Who sees a part of a profile.
    ShownTo {
        /// Everybody who reads the directory of a network that one is in.
        Network = "network",
        /// The coordinators of such a network.
        Coordinators = "coordinators",
        /// Nobody but oneself.
        Nobody = "nobody",
    }
}

/// The longest of a profile's texts.
const LONGEST_TEXT: usize = 1_000;
/// The longest number.
const LONGEST_PHONE: usize = 40;

/// A part of a profile, and who sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What is told.
    pub text: String,
    /// Who sees it.
    pub seen_by: ShownTo,
}

/// One's own profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What one works with.
    pub task: Told,
    /// What others may ask one about.
    pub ask_about: Told,
    /// A number to call.
    pub phone: Told,
    /// Who sees the address that mails go to.
    pub email_seen_by: ShownTo,
}

/// One's own profile, as it is kept.
#[derive(Clone, Debug)]
pub struct OwnProfile {
    /// What it says.
    pub profile: Profile,
    /// One's identity is protected: one is shown as a representative, and nothing of this is.
    pub protected: bool,
    /// When one put one's picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// Counts its changes; 0 before the first.
    pub revision: i64,
}

/// One's own profile. Before one has said anything, others would see what one works with, and no way to reach one.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor) -> Result<OwnProfile> {
    #[derive(FromRow)]
    struct Row {
        protected: bool,
        task: Option<String>,
        task_seen: Option<ShownTo>,
        ask_about: Option<String>,
        ask_about_seen: Option<ShownTo>,
        phone: Option<String>,
        phone_seen: Option<ShownTo>,
        email_seen: Option<ShownTo>,
        revision: Option<i64>,
        portrait: Option<DateTime<Utc>>,
    }
    let id = actor.signed_in()?;
    let sql = "SELECT p.protected, f.task, f.task_seen, f.ask_about, f.ask_about_seen, f.phone, f.phone_seen, \
               f.email_seen, f.revision, r.changed_at AS portrait FROM person p LEFT JOIN profile f ON f.person_id = p.id \
               LEFT JOIN portrait r ON r.person_id = p.id WHERE p.id = $1";
    let found: Row = row(db, sql, [id.0.into()]).await?.ok_or(Error::Unauthenticated)?;
    let told = |text: Option<String>, seen: Option<ShownTo>, first| Told {
        text: text.unwrap_or_default(),
        seen_by: seen.unwrap_or(first),
    };
    let profile = Profile {
        task: told(found.task, found.task_seen, ShownTo::Network),
        ask_about: told(found.ask_about, found.ask_about_seen, ShownTo::Network),
        phone: told(found.phone, found.phone_seen, ShownTo::Nobody),
        email_seen_by: found.email_seen.unwrap_or(ShownTo::Nobody),
    };
    let revision = found.revision.unwrap_or(0);
    Ok(OwnProfile { profile, protected: found.protected, portrait: found.portrait, revision })
}

/// Writes one's own profile.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Stale`] where it has been changed meanwhile, [`Error::Invalid`] for what is too
/// long or no number.
pub async fn write(tx: &Tx, revision: i64, new: Profile) -> Result<OwnProfile> {
    let id = tx.actor().signed_in()?;
    if own(tx, tx.actor()).await?.revision != revision {
        return Err(Error::Stale);
    }
    put(tx, id, revision, new).await?;
    own(tx, tx.actor()).await
}

/// Writes somebody's first profile: demo data.
///
/// # Errors
/// As [`write`]; [`Error::Forbidden`] for anybody but the installation.
pub async fn lay(tx: &Tx, person: PersonId, new: Profile) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    put(tx, person, 0, new).await
}

async fn put(tx: &Tx, id: PersonId, revision: i64, new: Profile) -> Result<()> {
    for (pointer, told) in [("/task/text", &new.task), ("/ask_about/text", &new.ask_about)] {
        if told.text.chars().count() > LONGEST_TEXT {
            return Err(Error::invalid(pointer, "too_long"));
        }
    }
    let dialled = |c: char| c.is_ascii_digit() || "+-() ".contains(c);
    if new.phone.text.chars().count() > LONGEST_PHONE || !new.phone.text.chars().all(dialled) {
        return Err(Error::invalid("/phone/text", "not_a_number"));
    }
    // what one is found by is what everybody in the network sees
    let open = [&new.task, &new.ask_about].into_iter().filter(|told| told.seen_by == ShownTo::Network);
    let found_by = open.map(|told| fold(told.text.trim())).collect::<Vec<_>>().join("\n");
    let sql = "INSERT INTO profile (person_id, task, task_seen, ask_about, ask_about_seen, phone, phone_seen, email_seen, \
               found_by, changed_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
               ON CONFLICT (person_id) DO UPDATE SET task = excluded.task, task_seen = excluded.task_seen, \
               ask_about = excluded.ask_about, ask_about_seen = excluded.ask_about_seen, phone = excluded.phone, \
               phone_seen = excluded.phone_seen, email_seen = excluded.email_seen, found_by = excluded.found_by, \
               changed_at = excluded.changed_at, revision = excluded.revision WHERE profile.revision = $12";
    let values = [
        id.0.into(),
        new.task.text.trim().into(),
        new.task.seen_by.word().into(),
        new.ask_about.text.trim().into(),
        new.ask_about.seen_by.word().into(),
        new.phone.text.trim().into(),
        new.phone.seen_by.word().into(),
        new.email_seen_by.word().into(),
        found_by.into(),
        tx.now().into(),
        (revision + 1).into(),
        revision.into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    changed(tx, id).await
}

/// Has somebody's identity protected, or no longer: by themself, or whoever runs the installation. Protected they are
/// shown as a representative of their organisation on every surface, with no way to reach them but writing directly; the
/// picture they put is gone, and so is their name from the mentions of them.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] for another's without being an administrator, [`Error::NotFound`]
/// where there is no such person.
pub async fn protect(tx: &Tx, person: PersonId, protected: bool) -> Result<()> {
    if tx.actor().person() != Some(person) {
        may_administer(tx.actor())?;
    }
    let found = crate::store::one(tx, "SELECT protected FROM person WHERE id = $1", [person.0.into()]).await?;
    let was: bool = found.ok_or(Error::NotFound)?.get("protected")?;
    if was == protected {
        return Ok(());
    }
    if super::erasure::done(tx, person).await? {
        return Err(Error::NotFound);
    }
    let act = if protected {
        hide(tx, person).await?;
        "identity_protected"
    } else {
        execute(tx, "UPDATE person SET protected = FALSE WHERE id = $1", [person.0.into()]).await?;
        shown_otherwise(tx, person).await?;
        "identity_shown"
    };
    crate::audit::note(tx, act, &person.to_string(), "").await
}

/// Has them shown as a representative from here on, without a picture, and takes their name out of the mentions of them.
/// The caller has checked the right and notes it.
pub(super) async fn hide(tx: &Tx, person: PersonId) -> Result<()> {
    execute(tx, "UPDATE person SET protected = TRUE WHERE id = $1", [person.0.into()]).await?;
    portrait::forget(tx, person).await?;
    mention::unname(tx, person).await?;
    shown_otherwise(tx, person).await
}

async fn shown_otherwise(tx: &Tx, person: PersonId) -> Result<()> {
    message::shown_anew(tx, person).await?;
    changed(tx, person).await
}

/// Tells everybody who sees the person in a directory.
pub(super) async fn changed(tx: &Tx, person: PersonId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    tx.record(person, Event::PersonChanged { person });
    let sql = "SELECT s.network_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id WHERE h.person_id = $1 \
               AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) UNION SELECT a.network_id FROM assignment a \
               WHERE a.person_id = $1 AND a.network_id IS NOT NULL AND a.from_day <= $2 \
               AND (a.to_day IS NULL OR a.to_day >= $2)";
    for row in crate::store::rows::<Row>(tx, sql, [person.0.into(), tx.today().into()]).await? {
        tx.record(row.network_id, Event::PersonChanged { person });
    }
    Ok(())
}
