//! The letters about a standing in: to the deputy, who acts for an organisation by it, and to whoever asked for it and waits
//! for a coordinator's word.

use chrono::NaiveDate;

use crate::access::SeatKind;
use crate::actor::Actor;
use crate::ids::{NetworkId, PersonId, SeatId, SubstitutionId};
use crate::notifications::notice::{self, NewNotice, NoticeKind, Reached};
use crate::store::{Db, FromRow, Tx, row};
use crate::{Error, Result};

/// What has become of a standing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Somebody is to stand in.
    Begun,
    /// A coordinator has confirmed it.
    Confirmed,
    /// It is over before its time, or was not confirmed.
    Ended,
}

/// Tells of a step in a standing in, but nobody who took it themselves. Letters about it that have not gone are taken back:
/// they would say the same as these.
pub(crate) async fn tell(
    tx: &Tx,
    network: NetworkId,
    id: SubstitutionId,
    people: impl IntoIterator<Item = PersonId>,
    step: Step,
) -> Result<()> {
    // what the installation lays down, demo data and imports, is news to nobody
    let Some(by) = tx.actor().person() else { return Ok(()) };
    notice::take_back(tx, NoticeKind::StandIn, id.0).await?;
    let step = match step {
        Step::Begun => "begun",
        Step::Confirmed => "confirmed",
        Step::Ended => "ended",
    };
    for person in people.into_iter().filter(|person| *person != by) {
        let Some(Reached { email, language }) = notice::reached(tx, person).await? else { continue };
        let letter = NewNotice {
            to: email,
            language,
            kind: NoticeKind::StandIn,
            subject: id.0,
            network: Some(network),
            secret: None,
            cause: format!("stand_in:{id}:{step}:{person}"),
        };
        notice::enqueue_unless_too_many(tx, letter).await?;
    }
    Ok(())
}

/// What a letter tells its recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// They are to stand in once a coordinator has confirmed it.
    Asked,
    /// They stand in.
    StandsIn,
    /// They do no more.
    NoMore,
    /// What they asked for is confirmed.
    Confirmed,
    /// It is not.
    Declined,
}

/// The facts of a letter.
#[derive(Clone, Debug)]
pub struct Words {
    /// What it tells.
    pub says: Says,
    /// For which seat.
    pub seat_id: SeatId,
    /// Official or elected.
    pub kind: SeatKind,
    /// The seat's title.
    pub title: String,
    /// The organisation's name.
    pub organisation: String,
    /// The network's name.
    pub network: String,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included.
    pub to_day: NaiveDate,
    /// The title of the meeting it is for.
    pub meeting: Option<String>,
}

/// What the letter to that address says, as it is now; none where it is over, or says nothing to them any more. For the
/// notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn words(
    db: &impl Db,
    actor: &Actor,
    id: SubstitutionId,
    address: &str,
    today: NaiveDate,
) -> Result<Option<Words>> {
    #[derive(FromRow)]
    struct Found {
        seat_id: SeatId,
        kind: SeatKind,
        title: String,
        organisation: String,
        network: String,
        from_day: NaiveDate,
        to_day: NaiveDate,
        meeting: Option<String>,
        ended: bool,
        confirmed: bool,
        still_deputy: bool,
        deputy: String,
        asked_by: Option<String>,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT s.id AS seat_id, s.kind, s.title, o.name AS organisation, n.name AS network, b.from_day, b.to_day, \
               m.title AS meeting, (b.ended_at IS NOT NULL) AS ended, \
               (b.confirmed_at IS NOT NULL OR t.deputies = 'free') AS confirmed, \
               EXISTS (SELECT 1 FROM seat_holding h WHERE h.seat_id = s.id AND h.person_id = b.person_id \
               AND h.role = 'deputy' AND (h.to_day IS NULL OR h.to_day >= $2)) AS still_deputy, \
               d.shown AS deputy, a.shown AS asked_by FROM substitution b JOIN seat s ON s.id = b.seat_id \
               JOIN organisation o ON o.id = s.organisation_id \
               JOIN network n ON n.id = s.network_id AND n.closed_at IS NULL \
               JOIN network_setting t ON t.network_id = n.id AND t.until IS NULL \
               JOIN person_email d ON d.person_id = b.person_id AND d.is_primary \
               LEFT JOIN person_email a ON a.person_id = b.started_by AND a.is_primary \
               LEFT JOIN meeting m ON m.id = b.meeting_id WHERE b.id = $1 AND b.to_day >= $2";
    let Some(found) = row::<Found>(db, sql, [id.0.into(), today.into()]).await? else { return Ok(None) };
    let says = match (found.deputy == address, found.asked_by.as_deref() == Some(address)) {
        (true, _) if found.ended => Says::NoMore,
        (true, _) if !found.still_deputy => return Ok(None),
        (true, _) if found.confirmed => Says::StandsIn,
        (true, _) => Says::Asked,
        (false, true) if found.ended && !found.confirmed => Says::Declined,
        (false, true) if !found.ended && found.confirmed => Says::Confirmed,
        (false, _) => return Ok(None),
    };
    let Found { seat_id, kind, title, organisation, network, from_day, to_day, meeting, .. } = found;
    Ok(Some(Words { says, seat_id, kind, title, organisation, network, from_day, to_day, meeting }))
}
