//! Whether the mails of a network hold what was written, or only say that something was.

use std::collections::BTreeSet;

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, NetworkSettingId};
use crate::networks::network;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row, rows};
use crate::{Error, Result};

/// A network's choice for its mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct NetworkMail {
    /// What was written stands in the mails.
    pub content: bool,
    /// Goes up with every change of the network's settings.
    pub revision: i64,
}

/// The choice, for those who govern the network.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn settings_of(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<NetworkMail> {
    network::readable(db, actor, id).await?;
    if !actor.may(id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT mail_content AS content, (SELECT count(*) FROM network_setting WHERE network_id = $1) AS revision \
               FROM network_setting WHERE network_id = $1 AND until IS NULL";
    row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// Changes it; the setting before stays as history.
///
/// # Errors
/// As [`settings_of`], and [`Error::Stale`] where the settings have changed since `revision`.
pub async fn set_mail_content(tx: &Tx, id: NetworkId, revision: i64, content: bool) -> Result<()> {
    let now = settings_of(tx, tx.actor(), id).await?;
    if now.revision != revision {
        return Err(Error::Stale);
    }
    if now.content == content {
        return Ok(());
    }
    let sql = "INSERT INTO network_setting (id, network_id, observers_write, observers_upload, deputies, coordination, \
               mail_content, since) SELECT $1, network_id, observers_write, observers_upload, deputies, coordination, \
               $3, $4 FROM network_setting WHERE network_id = $2 AND until IS NULL";
    let new = NetworkSettingId::at(tx.now());
    execute_affecting(tx, sql, [new.0.into(), id.0.into(), content.into(), tx.now().into()]).await?;
    let sql = "UPDATE network_setting SET until = $3 WHERE network_id = $2 AND until IS NULL AND id <> $1";
    execute(tx, sql, [new.0.into(), id.0.into(), tx.now().into()]).await?;
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, "mail_content_changed", &id.to_string(), &format!("content={content}")).await
}

/// The networks whose mails say only that something was written.
///
/// # Errors
/// When the database can't be reached.
pub async fn without_content(db: &impl Db) -> Result<BTreeSet<NetworkId>> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let sql = "SELECT network_id FROM network_setting WHERE until IS NULL AND NOT mail_content";
    let found: Vec<Row> = rows(db, sql, []).await?;
    Ok(found.into_iter().map(|row| row.network_id).collect())
}
