//! What has been sent, and what a letter says to whoever gets it.

use chrono::{DateTime, Utc};

use super::choose::called;
use super::words::Filling;
use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::catalogue;
use crate::conversations::text::Text;
use crate::ids::{MailingId, NetworkId, PersonId};
use crate::networks::network;
use crate::people::person::Language;
use crate::store::{Db, FromRow, row, rows};
use crate::{Error, Result};

/// A letter that was sent.
#[derive(Clone, Debug, FromRow)]
pub struct Mailing {
    /// Its id.
    pub id: MailingId,
    /// The subject, as it was written.
    pub subject: String,
    /// The text, as it was written.
    pub text: String,
    /// By whom; none where the identity is protected.
    pub by: Option<String>,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// When it goes, or went: until then it can be taken back.
    pub goes_at: DateTime<Utc>,
    /// When it was taken back.
    pub taken_back_at: Option<DateTime<Utc>>,
    /// To how many.
    pub recipients: i64,
    /// How many of the mails have gone.
    pub gone: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many were not sent: stopped by their recipient, or refused.
    pub not_sent: i64,
}

/// What has been sent to a network's seats, the latest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    after: Option<(DateTime<Utc>, MailingId)>,
    limit: i64,
) -> Result<Vec<Mailing>> {
    network::readable(db, actor, network).await?;
    if !actor.may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let far = DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or_default();
    let (at, id) = after.map_or((far, uuid::Uuid::nil()), |(at, id)| (at, id.0));
    let counted =
        |states: &str| format!("(SELECT count(*) FROM mail WHERE mail.mailing_id = m.id AND mail.state IN ({states}))");
    let sql = format!(
        "SELECT m.id, m.subject, m.text, CASE WHEN p.protected THEN NULL ELSE p.name END AS by, m.sent_at, \
         coalesce(m.goes_at, m.sent_at) AS goes_at, m.taken_back_at, \
         (SELECT count(*) FROM mailing_recipient r WHERE r.mailing_id = m.id) AS recipients, {} AS gone, \
         {} AS waiting, {} AS not_sent FROM mailing m JOIN person p ON p.id = m.sent_by WHERE m.network_id = $1 \
         AND (m.sent_at < $2 OR (m.sent_at = $2 AND m.id < $3)) ORDER BY m.sent_at DESC, m.id DESC LIMIT $4",
        counted("'sent', 'uncertain'"),
        counted("'waiting', 'held', 'handing_over'"),
        counted("'dropped', 'failed'")
    );
    rows(db, &sql, [network.0.into(), at.into(), id.into(), limit.into()]).await
}

/// What a letter says to one of its recipients.
#[derive(Clone, Debug)]
pub struct Words {
    /// The network's name.
    pub network: String,
    /// The network's name in addresses.
    pub slug: String,
    /// Whom to ask about it.
    pub contact: String,
    /// Who wrote it; none where the identity is protected.
    pub by: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text, as Markdown, with its placeholders.
    pub text: String,
    /// Its HTML, filled in.
    pub html: String,
    /// What the placeholders stand for.
    pub filling: Filling,
}

/// A letter as it is to be sent to somebody, in their language; none where they hold the seat no more. For the notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn letter(
    db: &impl Db,
    actor: &Actor,
    id: MailingId,
    (person, language): (PersonId, Language),
    today: chrono::NaiveDate,
) -> Result<Option<Words>> {
    #[derive(FromRow)]
    struct Row {
        network: String,
        slug: String,
        contact: String,
        by: Option<String>,
        subject: String,
        text: String,
        name: String,
        organisation: String,
        kind: SeatKind,
        title: String,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT n.name AS network, n.slug, n.contact, CASE WHEN b.protected THEN NULL ELSE b.name END AS by, \
               m.subject, m.text, q.name, o.name AS organisation, s.kind, s.title FROM mailing m \
               JOIN network n ON n.id = m.network_id JOIN person b ON b.id = m.sent_by \
               JOIN mailing_recipient r ON r.mailing_id = m.id AND r.person_id = $2 JOIN person q ON q.id = r.person_id \
               JOIN seat s ON s.id = r.seat_id JOIN organisation o ON o.id = s.organisation_id \
               WHERE m.id = $1 AND m.taken_back_at IS NULL AND EXISTS (SELECT 1 FROM seat_holding h WHERE h.seat_id = s.id AND h.person_id = $2 \
               AND h.from_day <= $3 AND (h.to_day IS NULL OR h.to_day >= $3))";
    let found: Option<Row> = row(db, sql, [id.0.into(), person.0.into(), today.into()]).await?;
    let Some(row) = found else { return Ok(None) };
    let filling = Filling {
        name: row.name,
        organisation: row.organisation,
        seat: called(&row.title, row.kind, catalogue::of(language)),
    };
    Ok(Some(Words {
        network: row.network,
        slug: row.slug,
        contact: row.contact,
        by: row.by,
        subject: filling.line(&row.subject),
        html: filling.html(Text::written(&row.text)?.html()),
        text: row.text,
        filling,
    }))
}
