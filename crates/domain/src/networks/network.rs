//! A network: the cooperation itself.

use chrono::{DateTime, Utc};

use crate::access::{Audience, Coordination, Deputies, NetworkRight, RoomKind};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, NetworkSettingId};
use crate::networks::condition;
use crate::people::assignment::may_administer;
use crate::rooms::room;
use crate::sorting::sort_key;
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows_at_once};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What kind of cooperation it is.
    NetworkKind {
        /// Municipalities.
        Municipal = "municipal",
        /// Regions.
        Regional = "regional",
        /// A partnership under an agreement.
        Partnership = "partnership",
        /// A forum of mixed kinds of organisations.
        Forum = "forum",
    }
}

/// A network one can see.
#[derive(Clone, Debug, FromRow)]
pub struct Network {
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
    /// What it stands for; may be empty.
    pub stands_for: String,
    /// Whom to ask about it, in words; may be empty.
    pub contact: String,
    /// Anybody may read its public page.
    pub public_page: bool,
    /// Closed networks are only read.
    pub closed_at: Option<DateTime<Utc>>,
    /// It is linked with another, to which things are passed on.
    pub linked: bool,
}

/// A network to make.
#[derive(Clone, Debug)]
pub struct NewNetwork {
    /// Its name in addresses: lower-case letters a–z, digits, hyphens.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// Observers may write in *Hela nätverket*.
    pub observers_write: bool,
    /// Observers may upload.
    pub observers_upload: bool,
    /// When deputies may stand in.
    pub deputies: Deputies,
    /// Who coordinates.
    pub coordination: Coordination,
}

const COLUMNS: &str = "id, slug, name, kind, purpose, stands_for, contact, public_page, closed_at, \
    EXISTS (SELECT 1 FROM network_link l WHERE (l.network_id = network.id OR l.other_id = network.id) \
    AND l.accepted_at IS NOT NULL AND l.ended_at IS NULL) AS linked";

/// The networks one sees, in Swedish order, at most 200.
///
/// # Errors
/// When the database can't be reached.
pub async fn visible(db: &impl Db, actor: &Actor) -> Result<Vec<Network>> {
    let access = actor.own_access()?;
    let mut ids: Vec<_> = access.standings.iter().filter_map(|s| s.network).collect();
    ids.sort_unstable();
    ids.dedup();
    let sql =
        format!("SELECT {COLUMNS} FROM network WHERE id IN {} ORDER BY sort_key, id LIMIT 200", Ids::sql(db, "$1"));
    rows_at_once(db, &sql, [Ids::value(ids.into_iter().map(|id| id.0))]).await
}

/// A network one sees.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Network> {
    let sql = format!("SELECT {COLUMNS} FROM network WHERE id = $1");
    let found: Network = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if seen_by(actor, id) { Ok(found) } else { Err(Error::NotFound) }
}

/// Whether the actor sees the network: they have a standing in it.
pub(crate) fn seen_by(actor: &Actor, id: NetworkId) -> bool {
    actor.access().is_none_or(|access| access.standings.iter().any(|s| s.network == Some(id)))
}

/// A network whose directory one may read.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] where one sees only a room of it.
pub async fn with_directory(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Network> {
    let network = readable(db, actor, id).await?;
    if actor.may(id, NetworkRight::ReadDirectory) { Ok(network) } else { Err(Error::Forbidden) }
}

/// That the network has not been closed: what is done for those who take part ends with it.
///
/// # Errors
/// [`Error::Conflict`] where it has.
pub(crate) async fn still_open(db: &impl Db, id: NetworkId) -> Result<()> {
    let sql = "SELECT id FROM network WHERE id = $1 AND closed_at IS NOT NULL";
    if one(db, sql, [id.0.into()]).await?.is_some() { Err(Error::Conflict("network_closed")) } else { Ok(()) }
}

/// The network of that slug. For the command line.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn by_slug(db: &impl Db, actor: &Actor, slug: &str) -> Result<Network> {
    may_administer(actor)?;
    let sql = format!("SELECT {COLUMNS} FROM network WHERE slug = $1");
    row(db, &sql, [slug.into()]).await?.ok_or(Error::NotFound)
}

/// Makes a network with its five rooms.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator, [`Error::Invalid`] for a bad slug.
pub async fn create(tx: &Tx, new: NewNetwork) -> Result<NetworkId> {
    may_administer(tx.actor())?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if new.slug.is_empty() || new.slug.len() > 60 || !new.slug.chars().all(plain) {
        return Err(Error::invalid("/slug", "not_a_slug"));
    }
    if new.name.trim().is_empty() || new.name.chars().count() > 120 {
        return Err(Error::invalid("/name", "length"));
    }
    if one(tx, "SELECT id FROM network WHERE slug = $1", [new.slug.clone().into()]).await?.is_some() {
        return Err(Error::Conflict("slug_taken"));
    }
    let id = NetworkId::at(tx.now());
    let sql = "INSERT INTO network (id, slug, name, sort_key, kind, purpose, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.0.into(),
        new.slug.into(),
        new.name.clone().into(),
        sort_key(&new.name).into(),
        new.kind.word().into(),
        new.purpose.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let sql = "INSERT INTO network_setting (id, network_id, observers_write, observers_upload, deputies, coordination, \
               since) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        NetworkSettingId::at(tx.now()).0.into(),
        id.0.into(),
        new.observers_write.into(),
        new.observers_upload.into(),
        new.deputies.word().into(),
        new.coordination.word().into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let five = [
        (RoomKind::WholeNetwork, Audience::WholeNetwork),
        (RoomKind::Members, Audience::Members),
        (RoomKind::WorkingGroup, Audience::WorkingGroup),
        (RoomKind::Coordination, Audience::Coordination),
        (RoomKind::Public, Audience::Public),
    ];
    for (kind, audience) in five {
        room::create(tx, room::NewRoom { network: id, kind, audience, name: None, meeting: None }).await?;
    }
    condition::begin(tx, id).await?;
    tx.access_changed().await?;
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, "network_created", &id.to_string(), "").await?;
    Ok(id)
}

/// Changes whether observers may write and upload; the setting before stays as history.
///
/// # Errors
/// [`Error::Forbidden`] without the right to govern the network.
pub async fn set_observer_rights(tx: &Tx, id: NetworkId, write: bool, upload: bool) -> Result<()> {
    if !tx.actor().may(id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let sql = "INSERT INTO network_setting (id, network_id, observers_write, observers_upload, deputies, coordination, \
               mail_content, since) SELECT $1, network_id, $3, $4, deputies, coordination, mail_content, $5 \
               FROM network_setting \
               WHERE network_id = $2 AND until IS NULL";
    let new = NetworkSettingId::at(tx.now());
    execute(tx, sql, [new.0.into(), id.0.into(), write.into(), upload.into(), tx.now().into()]).await?;
    let sql = "UPDATE network_setting SET until = $3 WHERE network_id = $2 AND until IS NULL AND id <> $1";
    execute(tx, sql, [new.0.into(), id.0.into(), tx.now().into()]).await?;
    tx.access_changed().await?;
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, "observer_rights_changed", &id.to_string(), &format!("write={write} upload={upload}"))
        .await
}
