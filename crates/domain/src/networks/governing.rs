//! A network as those who govern it see it: what it says of itself, and the settings that access depends on.

use chrono::{DateTime, Utc};

use super::network::NetworkKind;
use crate::access::{Coordination, Deputies, NetworkRight};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, NetworkSettingId};
use crate::networks::network;
use crate::people::assignment::{self, may_administer};
use crate::rooms::room;
use crate::sorting::sort_key;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// The most characters of a name.
const LONGEST_NAME: usize = 120;
/// The most characters of a text.
const LONGEST_TEXT: usize = 4_000;
/// The largest number of members a network may be limited to.
const MOST_MEMBERS: i32 = 1_000;
/// The largest number of seats of a kind an organisation may be limited to.
const MOST_SEATS: i32 = 50;

/// A network that one governs.
#[derive(Clone, Debug, FromRow)]
pub struct Governed {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// What it stands for.
    pub stands_for: String,
    /// Whom to ask about it.
    pub contact: String,
    /// How many members it takes; none without a limit.
    pub most_members: Option<i32>,
    /// How many seats as officials an organisation has at most; none without a limit.
    pub most_officials: Option<i32>,
    /// How many as elected.
    pub most_elected: Option<i32>,
    /// Observers may write in *Hela nätverket*.
    pub observers_write: bool,
    /// Observers may upload.
    pub observers_upload: bool,
    /// When deputies may stand in.
    pub deputies: Deputies,
    /// Who coordinates.
    pub coordination: Coordination,
    /// Closed since.
    pub closed_at: Option<DateTime<Utc>>,
    /// Counts its changes.
    pub revision: i64,
}

/// What a network is to be like.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// What it stands for.
    pub stands_for: String,
    /// Whom to ask about it.
    pub contact: String,
    /// How many members it takes.
    pub most_members: Option<i32>,
    /// How many seats as officials an organisation has at most; none without a limit.
    pub most_officials: Option<i32>,
    /// How many as elected.
    pub most_elected: Option<i32>,
    /// Observers may write in *Hela nätverket*.
    pub observers_write: bool,
    /// Observers may upload.
    pub observers_upload: bool,
    /// When deputies may stand in.
    pub deputies: Deputies,
    /// Who coordinates.
    pub coordination: Coordination,
}

/// A network that one governs.
///
/// # Errors
/// [`Error::NotFound`] where one does not see it, [`Error::Forbidden`] without the right to govern it.
pub async fn governed(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Governed> {
    network::readable(db, actor, id).await?;
    if !actor.may(id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    of(db, id).await
}

async fn of(db: &impl Db, id: NetworkId) -> Result<Governed> {
    let sql = "SELECT n.id, n.slug, n.name, n.kind, n.purpose, n.stands_for, n.contact, n.most_members, \
               n.most_officials, n.most_elected, s.observers_write, s.observers_upload, s.deputies, s.coordination, n.closed_at, n.revision \
               FROM network n JOIN network_setting s ON s.network_id = n.id AND s.until IS NULL WHERE n.id = $1";
    row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// Changes it, from `revision` on. Settings that access depends on take effect at once; those before stay as history.
///
/// # Errors
/// As [`governed`]; [`Error::Stale`] where somebody has changed it since; [`Error::Invalid`] for a text that can't be;
/// [`Error::Conflict`] where nobody would coordinate it, and in a closed network, which stays as it is.
pub async fn change(tx: &Tx, id: NetworkId, revision: i64, change: Change) -> Result<Governed> {
    let before = governed(tx, tx.actor(), id).await?;
    if before.revision != revision {
        return Err(Error::Stale);
    }
    network::still_open(tx, id).await?;
    check(&change)?;
    let name = change.name.trim();
    let sql = "UPDATE network SET name = $2, sort_key = $3, kind = $4, purpose = $5, stands_for = $6, contact = $7, \
               most_members = $8, most_officials = $9, most_elected = $10, revision = revision + 1 \
               WHERE id = $1 AND revision = $11";
    let values = [
        id.0.into(),
        name.into(),
        sort_key(name).into(),
        change.kind.word().into(),
        change.purpose.trim().into(),
        change.stands_for.trim().into(),
        change.contact.trim().into(),
        change.most_members.into(),
        change.most_officials.into(),
        change.most_elected.into(),
        revision.into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    let settings = |of: (bool, bool, Deputies, Coordination)| of;
    let was = settings((before.observers_write, before.observers_upload, before.deputies, before.coordination));
    let is = settings((change.observers_write, change.observers_upload, change.deputies, change.coordination));
    if was != is {
        set(tx, id, is).await?;
    }
    if before.coordination != change.coordination {
        // where the hosts coordinate no more, somebody is to be named first
        assignment::has_coordinator(tx, id, tx.today()).await?;
    }
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, "network_changed", &id.to_string(), "").await?;
    of(tx, id).await
}

fn check(change: &Change) -> Result<()> {
    let name = change.name.trim().chars().count();
    if name == 0 || name > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    for (pointer, text) in
        [("/purpose", &change.purpose), ("/stands_for", &change.stands_for), ("/contact", &change.contact)]
    {
        if text.chars().count() > LONGEST_TEXT {
            return Err(Error::invalid(pointer, "length"));
        }
    }
    if change.most_members.is_some_and(|most| !(1..=MOST_MEMBERS).contains(&most)) {
        return Err(Error::invalid("/most_members", "out_of_range"));
    }
    for (pointer, most) in [("/most_officials", change.most_officials), ("/most_elected", change.most_elected)] {
        if most.is_some_and(|most| !(0..=MOST_SEATS).contains(&most)) {
            return Err(Error::invalid(pointer, "out_of_range"));
        }
    }
    Ok(())
}

/// Closes the settings that are in force and opens others.
async fn set(tx: &Tx, id: NetworkId, settings: (bool, bool, Deputies, Coordination)) -> Result<()> {
    let (write, upload, deputies, coordination) = settings;
    let new = NetworkSettingId::at(tx.now());
    let sql = "INSERT INTO network_setting (id, network_id, observers_write, observers_upload, deputies, coordination, \
               mail_content, since) SELECT $1, network_id, $3, $4, $5, $6, mail_content, $7 FROM network_setting \
               WHERE network_id = $2 AND until IS NULL";
    let values = [
        new.0.into(),
        id.0.into(),
        write.into(),
        upload.into(),
        deputies.word().into(),
        coordination.word().into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let sql = "UPDATE network_setting SET until = $3 WHERE network_id = $2 AND until IS NULL AND id <> $1";
    execute(tx, sql, [new.0.into(), id.0.into(), tx.now().into()]).await?;
    tx.access_changed().await?;
    room::narrowed(tx, id, None).await?;
    let facts = format!("write={write} upload={upload} deputies={deputies} coordination={coordination}");
    crate::audit::note_in(tx, id, "network_settings_changed", &id.to_string(), &facts).await
}

/// Closes a network: it stays readable, nothing more is written in it. Or opens it again. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator, [`Error::NotFound`] where there is none.
pub async fn set_closed(tx: &Tx, id: NetworkId, closed: bool) -> Result<()> {
    may_administer(tx.actor())?;
    let before = of(tx, id).await?;
    let sql = "UPDATE network SET closed_at = $2, revision = revision + 1 WHERE id = $1 AND (closed_at IS NULL) = $3";
    let at = closed.then(|| tx.now());
    if execute_affecting(tx, sql, [before.id.0.into(), at.into(), closed.into()]).await? == 0 {
        return Ok(());
    }
    tx.access_changed().await?;
    room::narrowed(tx, id, None).await?;
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, if closed { "network_closed" } else { "network_opened" }, &id.to_string(), "").await
}
