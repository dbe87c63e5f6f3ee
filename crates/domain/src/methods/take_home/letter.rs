//! What a mail to somebody at home says: the page as it was when they were told, while they are in the home group.

use uuid::Uuid;

use crate::actor::Actor;
use crate::ids::NetworkId;
use crate::store::{Db, FromRow, row};
use crate::{Error, Result};

/// A page on its way to somebody at home.
#[derive(Clone, Debug, FromRow)]
pub struct Letter {
    /// In which network.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// For which organisation.
    pub organisation: String,
    /// Who tells; none where the identity is protected.
    pub person: Option<String>,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
}

/// The page of that letter; none once its recipient is no more in the home group.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn of_letter(db: &impl Db, actor: &Actor, letter: Uuid) -> Result<Option<Letter>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT t.network_id, n.name AS network, o.name AS organisation, \
               CASE WHEN p.protected THEN NULL ELSE p.name END AS person, y.title, y.text, y.html \
               FROM take_home_letter l JOIN home_group_recipient r ON r.id = l.recipient_id AND r.ended_at IS NULL \
               JOIN take_home_telling y ON y.id = l.telling_id JOIN take_home t ON t.id = y.take_home_id \
               JOIN network n ON n.id = t.network_id JOIN organisation o ON o.id = t.organisation_id \
               JOIN person p ON p.id = y.person_id WHERE l.id = $1";
    row(db, sql, [letter.into()]).await
}
