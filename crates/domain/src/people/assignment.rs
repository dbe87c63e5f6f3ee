//! Assignments: coordinators, working-group members and administrators, from a day to a day.
//!
//! Who is in the working group is so by a seat, and no longer than they have it: the assignment keeps by which holding of a
//! seat, so that another seat later does not bring it back. Whoever speaks for the network does so by an elected one, for a
//! term; of two whose terms meet the one takes over from the other.

mod last_coordinator;

use chrono::NaiveDate;

pub(crate) use last_coordinator::{has_coordinator, keeping_coordinator, keeps_coordinator};

use crate::access::{NetworkRight, SeatKind, coordinators};
use crate::actor::Actor;
use crate::clock::in_order;
use crate::event::{Event, StreamId};
use crate::ids::{AssignmentId, NetworkId, PersonId, SeatHoldingId};
use crate::networks::{network, participation};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::Language;
use crate::rooms::room;
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What somebody is assigned as.
    AssignmentRole {
        /// Runs the network.
        Coordinator = "coordinator",
        /// In *Arbetsgruppen*.
        WorkingGroup = "working_group",
        /// Speaks for the network: gives no right.
        Spokesperson = "spokesperson",
        /// Runs the installation.
        Administrator = "administrator",
    }
}

/// Assigns a person, from `from` on. For the installation and whoever runs it; [`appoint`] is for people.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn assign(
    tx: &Tx,
    person: PersonId,
    network: Option<NetworkId>,
    role: AssignmentRole,
    from: NaiveDate,
) -> Result<AssignmentId> {
    may_administer(tx.actor())?;
    put(tx, person, network, role, (from, None)).await
}

async fn put(
    tx: &Tx,
    person: PersonId,
    network: Option<NetworkId>,
    role: AssignmentRole,
    (from, to): (NaiveDate, Option<NaiveDate>),
) -> Result<AssignmentId> {
    let id = AssignmentId::at(tx.now());
    let by_seat = match (network, role) {
        (Some(network), AssignmentRole::WorkingGroup) => seat_of(tx, person, network, from, false).await?,
        (Some(network), AssignmentRole::Spokesperson) => seat_of(tx, person, network, tx.today(), true).await?,
        _ => None,
    };
    let sql = "INSERT INTO assignment (id, person_id, network_id, role, from_day, to_day, assigned_by, created_at, \
               holding_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        id.0.into(),
        person.0.into(),
        network.map(|n| n.0).into(),
        role.word().into(),
        from.into(),
        to.into(),
        tx.actor().logged().into(),
        tx.now().into(),
        by_seat.map(|id| id.0).into(),
    ];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    let stream = network.map_or(StreamId::INSTALLATION, StreamId::from);
    tx.record(stream, Event::AssignmentChanged { person });
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}

/// That what `row` says has not ended before the day in `$2`.
fn goes_on(row: &str) -> String {
    format!("({row}.to_day IS NULL OR {row}.to_day >= $2)")
}

/// That a holding `h` of a seat `s` gives something on the day in `$2`, where `lasts` says of a row that it has not ended.
fn gives(lasts: fn(&str) -> String) -> String {
    format!("h.from_day <= $2 AND {} AND {}", lasts("h"), participation::seat_gave("s", "$2", lasts))
}

/// That the assignment `a` has not fallen with the seat it is by, on the day in `$2`.
pub(crate) fn stands() -> String {
    stood(goes_on)
}

/// The same, where `lasts` says of a row that it had not ended.
pub(crate) fn stood(lasts: fn(&str) -> String) -> String {
    format!(
        "(a.holding_id IS NULL OR EXISTS (SELECT 1 FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
         WHERE h.id = a.holding_id AND {}))",
        gives(lasts)
    )
}

/// That the assignment `a` lists somebody in the network's directory, on the day in `$2`: whoever speaks for the network is
/// there by their seat.
pub(crate) fn listed() -> String {
    format!("a.role IN ('coordinator', 'working_group') AND {}", stands())
}

/// By which holding somebody comes into the working group, or speaks for the network: as a holder before as a deputy, the
/// one that lasts longest.
async fn seat_of(
    tx: &Tx,
    person: PersonId,
    network: NetworkId,
    on: NaiveDate,
    elected: bool,
) -> Result<Option<SeatHoldingId>> {
    #[derive(FromRow)]
    struct Row {
        id: SeatHoldingId,
    }
    let sql = format!(
        "SELECT h.id FROM seat_holding h JOIN seat s ON s.id = h.seat_id WHERE h.person_id = $1 AND s.network_id = $3 \
         AND (s.kind = 'elected' OR NOT $4) AND {} ORDER BY h.role DESC, CASE WHEN h.to_day IS NULL THEN 0 ELSE 1 END, h.to_day DESC, h.id LIMIT 1",
        gives(goes_on)
    );
    let found: Option<Row> = row(tx, &sql, [person.0.into(), on.into(), network.0.into(), elected.into()]).await?;
    Ok(found.map(|row| row.id))
}

/// Ends an assignment: `last` is the last day it counts.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn end(tx: &Tx, id: AssignmentId, last: NaiveDate) -> Result<()> {
    may_administer(tx.actor())?;
    close(tx, id, last).await
}

async fn close(tx: &Tx, id: AssignmentId, last: NaiveDate) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        network_id: Option<NetworkId>,
    }
    let sql = "UPDATE assignment SET to_day = $2, ended_by = $3, ended_at = $4 WHERE id = $1 \
               RETURNING person_id, network_id";
    let values = [id.0.into(), last.into(), tx.actor().logged().into(), tx.at_once(last).into()];
    let ended: Row = row(tx, sql, values).await?.ok_or(Error::NotFound)?;
    tx.access_changed().await?;
    let person = ended.person_id;
    tx.record(ended.network_id.map_or(StreamId::INSTALLATION, StreamId::from), Event::AssignmentChanged { person });
    match ended.network_id {
        Some(network) => room::narrowed(tx, network, Some(person)).await,
        None => {
            tx.record(person, Event::AudienceChanged { person: Some(person) });
            Ok(())
        }
    }
}

/// A current assignment in a network.
#[derive(Clone, Debug, FromRow)]
pub struct Assigned {
    /// Its id.
    pub id: AssignmentId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// As what.
    pub role: AssignmentRole,
    /// From which day; to come where somebody is to take over.
    pub from_day: NaiveDate,
    /// To which day, included; none for as long as it lasts.
    pub to_day: Option<NaiveDate>,
}

async fn current(db: &impl Db, network: NetworkId, today: NaiveDate) -> Result<Vec<Assigned>> {
    let sql = format!(
        "SELECT a.id, a.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, a.role, a.from_day, \
         a.to_day FROM assignment a JOIN person p ON p.id = a.person_id WHERE a.network_id = $1 \
         AND (a.from_day <= $2 OR a.role = 'spokesperson') AND (a.to_day IS NULL OR a.to_day >= $2) AND {} \
         ORDER BY a.role, a.from_day, p.sort_key, a.id LIMIT 200",
        stands()
    );
    rows(db, &sql, [network.0.into(), today.into()]).await
}

/// Who coordinates the network, who is in its working group, and who speaks for it or is to.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory; an
/// administrator has it here.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId, today: NaiveDate) -> Result<Vec<Assigned>> {
    if may_administer(actor).is_err() {
        network::with_directory(db, actor, id).await?;
    }
    current(db, id, today).await
}

/// For whom, as what, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Appointing {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: AssignmentRole,
    /// From this day; from today on without it.
    pub from: Option<NaiveDate>,
    /// To this day, included; for as long as it lasts without it.
    pub to: Option<NaiveDate>,
}

/// Appoints somebody in a network: an administrator its coordinators, who are all told of it by mail; a coordinator its
/// working group, of those who hold a seat in it, and its spokesperson, of those who hold an elected one. All but a
/// spokesperson, who has a term, are appointed from today on for as long as it lasts.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right,
/// [`Error::NotFoundIn`] where there is no such person, [`Error::Invalid`] for a term that can't be, [`Error::Conflict`]
/// where they are that already in that time or, for the working group and the spokesperson, hold no such seat or the network
/// is closed.
pub async fn appoint(tx: &Tx, network: NetworkId, new: Appointing) -> Result<AssignmentId> {
    let Appointing { person, role, .. } = new;
    may_appoint(tx, network, role).await?;
    let (from, to) = term(tx, new)?;
    let sql = "SELECT id FROM person WHERE id = $1 AND suspended_at IS NULL";
    one(tx, sql, [person.0.into()]).await?.ok_or(Error::NotFoundIn("/person_id"))?;
    let current = current(tx, network, tx.today()).await?;
    let already: Vec<&Assigned> = current.iter().filter(|one| one.person_id == person && one.role == role).collect();
    let meets = |one: &&Assigned| to.is_none_or(|to| one.from_day <= to) && one.to_day.is_none_or(|last| last >= from);
    if already.iter().any(meets) {
        return Err(Error::Conflict("already_appointed"));
    }
    if matches!(role, AssignmentRole::WorkingGroup | AssignmentRole::Spokesperson) {
        let access = crate::access::person_access(tx, Some(person), tx.today()).await?;
        let mut seats = access.standings.iter().filter(|one| one.network == Some(network) && one.seat.is_some());
        // who speaks for the network is one of its politicians
        let spokesperson = role == AssignmentRole::Spokesperson;
        network::still_open(tx, network).await?;
        if !seats.any(|one| !spokesperson || one.seat_kind == Some(SeatKind::Elected)) {
            return Err(Error::Conflict(if spokesperson { "no_elected_seat" } else { "no_seat_in_network" }));
        }
        if already.is_empty() {
            fallen(tx, network, person, role).await?;
        }
    }
    let id = put(tx, person, Some(network), role, (from, to)).await?;
    if role == AssignmentRole::Coordinator {
        announce(tx, network, id).await?;
    }
    let facts = format!("{role} {person}");
    crate::audit::note_in(tx, network, "appointed", &network.to_string(), &facts).await?;
    Ok(id)
}

/// From which day to which. Only whoever speaks for the network has a term that is chosen.
fn term(tx: &Tx, new: Appointing) -> Result<(NaiveDate, Option<NaiveDate>)> {
    if new.role != AssignmentRole::Spokesperson {
        for (pointer, chosen) in [("/from", new.from), ("/to", new.to)] {
            if chosen.is_some() {
                return Err(Error::invalid(pointer, "not_to_choose"));
            }
        }
    }
    let from = new.from.unwrap_or(tx.today());
    if from < tx.today() {
        return Err(Error::invalid("/from", "in_the_past"));
    }
    in_order(from, new.to)?;
    Ok((from, new.to))
}

/// Ends what has fallen with an earlier seat: it would stand beside the new one, were that seat to give something again.
async fn fallen(tx: &Tx, network: NetworkId, person: PersonId, role: AssignmentRole) -> Result<()> {
    let last = tx.today().pred_opt().ok_or_else(|| Error::internal("no day before today"))?;
    let sql = "UPDATE assignment SET to_day = $4 WHERE network_id = $1 AND person_id = $2 AND role = $3 \
               AND (to_day IS NULL OR to_day > $4)";
    execute(tx, sql, [network.0.into(), person.0.into(), role.word().into(), last.into()]).await
}

/// Ends somebody's appointment in a network as of yesterday: at once.
///
/// # Errors
/// As [`appoint`]; [`Error::Conflict`] for the last coordinator who is not suspended.
pub async fn dismiss(tx: &Tx, network: NetworkId, id: AssignmentId) -> Result<()> {
    if may_administer(tx.actor()).is_err() {
        network::readable(tx, tx.actor(), network).await?;
    }
    let current = current(tx, network, tx.today()).await?;
    let found = current.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    may_appoint(tx, network, found.role).await?;
    if found.role == AssignmentRole::Coordinator {
        keeps_coordinator(tx, network, found.person_id).await?;
    }
    let last = tx.today().pred_opt().ok_or_else(|| Error::internal("no day before today"))?;
    close(tx, id, last).await?;
    let facts = format!("{} {}", found.role, found.person_id);
    crate::audit::note_in(tx, network, "dismissed", &network.to_string(), &facts).await
}

/// Coordinators are an administrator's to appoint, the working group a coordinator's.
async fn may_appoint(tx: &Tx, network: NetworkId, role: AssignmentRole) -> Result<()> {
    let administers = may_administer(tx.actor());
    if administers.is_err() {
        network::readable(tx, tx.actor(), network).await?;
    }
    match role {
        AssignmentRole::Coordinator => {
            administers?;
            let found = one(tx, "SELECT id FROM network WHERE id = $1", [network.0.into()]).await?;
            found.map(drop).ok_or(Error::NotFound)
        }
        AssignmentRole::WorkingGroup | AssignmentRole::Spokesperson => {
            network::readable(tx, tx.actor(), network).await?;
            if tx.actor().may(network, NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
        }
        AssignmentRole::Administrator => Err(Error::Forbidden),
    }
}

/// Tells all coordinators of a new one.
async fn announce(tx: &Tx, network: NetworkId, id: AssignmentId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        email: String,
        language: Language,
    }
    // hosts that coordinate as a troika are among them
    let all = coordinators(tx, network, tx.today()).await?;
    let sql = format!(
        "SELECT p.id AS person_id, e.shown AS email, p.language FROM person p \
         JOIN person_email e ON e.person_id = p.id AND e.is_primary WHERE p.id IN {} ORDER BY p.id LIMIT 50",
        Ids::sql(tx, "$1")
    );
    for told in rows::<Row>(tx, &sql, [Ids::value(all.into_iter().map(|id| id.0))]).await? {
        let new = NewNotice {
            to: told.email,
            language: told.language,
            kind: NoticeKind::CoordinatorAppointed,
            subject: id.0,
            network: Some(network),
            secret: None,
            cause: format!("appointed:{id}:{}", told.person_id),
        };
        notice::enqueue_unless_too_many(tx, new).await?;
    }
    Ok(())
}

/// An appointment as the mail tells it. For the notifier.
#[derive(Clone, Debug, FromRow)]
pub struct Announced {
    /// Who; none where the identity is protected.
    pub person: Option<String>,
    /// In which network.
    pub network: String,
    /// Its name in addresses.
    pub slug: String,
    /// By whom.
    pub by: Option<String>,
}

/// The appointment of that id.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation.
pub async fn announced(db: &impl Db, actor: &Actor, id: uuid::Uuid) -> Result<Announced> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT CASE WHEN p.protected THEN NULL ELSE p.name END AS person, n.name AS network, n.slug, \
               CASE WHEN b.protected THEN NULL ELSE b.name END AS by FROM assignment a \
               JOIN person p ON p.id = a.person_id JOIN network n ON n.id = a.network_id \
               LEFT JOIN person b ON b.id = a.assigned_by WHERE a.id = $1";
    row(db, sql, [id.into()]).await?.ok_or(Error::NotFound)
}

/// Only the installation itself and its administrators.
pub(crate) fn may_administer(actor: &Actor) -> Result<()> {
    match actor {
        Actor::System => Ok(()),
        Actor::Person { access, .. } if access.administrator() => Ok(()),
        Actor::Anonymous(_) => Err(Error::Unauthenticated),
        Actor::Person { .. } | Actor::Link { .. } => Err(Error::Forbidden),
    }
}
