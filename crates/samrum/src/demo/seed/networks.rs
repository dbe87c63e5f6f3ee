//! A network with its participations, seats and assignments, each from the day it really began.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Days;
use domain::access::{Coordination, Deputies, ParticipationState, SeatKind};
use domain::actor::Actor;
use domain::ids::{NetworkId, OrganisationId, SeatId};
use domain::networks::invitation::{self, NewInvitation};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::participation;
use domain::networks::seat::{self, Appointment, HoldingRole};
use domain::networks::succession::{self, NewSuccessor};
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::Language;
use domain::rooms::room;
use domain::store::{Store, Tx};

use super::ground::{Built, Ground, unknown};
use crate::demo::model::{self, Network};

/// Makes the network of that place in the content, still without meetings.
pub(super) async fn build(store: &Store, ground: &Arc<Ground>, index: usize) -> domain::Result<Built> {
    let ground = Arc::clone(ground);
    let make = move |tx: Tx| async move {
        let content = ground.content.networks.get(index).ok_or_else(|| unknown("a network"))?;
        let id = network::create(&tx, new(content)).await?;
        participations(&tx, &ground, content, id).await?;
        let seats = seats(&tx, &ground, content, id).await?;
        assignments(&tx, &ground, content, id).await?;
        if let Some(days) = content.participations.iter().map(|row| row.from_days_ago).max() {
            room::were_there(&tx, id, ground.day(days)).await?;
        }
        Ok(Built { index, id, seats, meetings: HashMap::new(), rooms: HashMap::new() })
    };
    store.write(&Actor::System, make).await
}

fn new(content: &Network) -> NewNetwork {
    let settings = &content.settings;
    NewNetwork {
        slug: content.slug.clone(),
        name: content.name.clone(),
        // the content names its three networks, not what kind they are
        kind: match content.slug.as_str() {
            "partnerskapet" => NetworkKind::Partnership,
            "barnrattsforum-skane" => NetworkKind::Forum,
            _ => NetworkKind::Municipal,
        },
        purpose: content.purpose.trim().to_owned(),
        observers_write: settings.observers_write,
        observers_upload: settings.observers_upload,
        deputies: if settings.deputies_free { Deputies::Free } else { Deputies::Exceptional },
        coordination: Coordination::Secretariat,
    }
}

async fn participations(tx: &Tx, ground: &Ground, content: &Network, id: NetworkId) -> domain::Result<()> {
    for row in &content.participations {
        let state = match row.state {
            model::ParticipationState::Queued => ParticipationState::Queued,
            model::ParticipationState::Observer => ParticipationState::Observer,
            model::ParticipationState::Member => ParticipationState::Member,
            model::ParticipationState::Resting => ParticipationState::Resting,
            model::ParticipationState::Ended => ParticipationState::Ended,
        };
        // the oldest first: each ends the one before it the day before
        let organisation = ground.organisation(&row.organisation)?;
        participation::set(tx, id, organisation, state, ground.day(row.from_days_ago), &row.reason).await?;
    }
    Ok(())
}

/// A seat outlives its holders: predecessor and successor stand in two rows of the content and hold one seat.
async fn seats(tx: &Tx, ground: &Ground, content: &Network, id: NetworkId) -> domain::Result<HashMap<String, SeatId>> {
    let mut same: HashMap<(OrganisationId, &str, &str), SeatId> = HashMap::new();
    let mut made = HashMap::new();
    for row in &content.seats {
        let organisation = ground.organisation(&row.organisation)?;
        let kind = match row.kind {
            model::SeatKind::Official => SeatKind::Official,
            model::SeatKind::Elected => SeatKind::Elected,
        };
        let place = (organisation, kind.word(), row.title.as_str());
        let seat = match same.get(&place) {
            Some(seat) => *seat,
            None => seat::create(tx, id, organisation, kind, &row.title).await?,
        };
        same.insert(place, seat);
        made.insert(row.key.clone(), seat);
        if !row.mandate.is_empty() {
            let found = seat::visible(tx, tx.actor(), seat).await?;
            seat::describe(tx, &found, found.facts().revision, None, Some(&row.mandate)).await?;
        }
        let last = row.until_days_from_start.map(|days| tx.today() + Days::new(days.into()));
        let (from, to) = (ground.day(row.from_days_ago), row.to_days_ago.map(|days| ground.day(days)).or(last));
        let appointment =
            Appointment { by: row.appointed_by.clone(), reference: row.reference.clone(), ..Appointment::default() };
        let people = [(&row.holder, HoldingRole::Holder), (&row.deputy, HoldingRole::Deputy)];
        for (person, role) in people {
            if let Some(person) = person {
                seat::appoint_by(tx, seat, ground.person(person)?, role, (from, to), &appointment).await?;
            }
        }
        if let (Some(proposed), Some(holder)) = (&row.proposed, &row.holder) {
            let new = NewSuccessor {
                name: proposed.name.clone(),
                email: format!("{}@{}", proposed.mail, crate::demo::MAIL_DOMAIN),
                from: tx.today(),
                last_day: last,
                appointment: appointment.clone(),
                note: String::new(),
            };
            succession::propose_as(tx, seat, ground.person(holder)?, new).await?;
        }
        if let Some(invited) = &row.invited {
            let new = NewInvitation {
                name: invited.name.clone(),
                email: format!("{}@{}", invited.mail, crate::demo::MAIL_DOMAIN),
                language: Language::Swedish,
                role: HoldingRole::Holder,
                from: tx.today(),
                to: None,
                appointment,
            };
            invitation::invite(tx, seat, new).await?;
        }
    }
    Ok(made)
}

async fn assignments(tx: &Tx, ground: &Ground, content: &Network, id: NetworkId) -> domain::Result<()> {
    for row in &content.assignments {
        let role = match row.role {
            model::AssignmentRole::Coordinator => AssignmentRole::Coordinator,
            model::AssignmentRole::WorkingGroup => AssignmentRole::WorkingGroup,
        };
        let person = ground.person(&row.person)?;
        let made = assignment::assign(tx, person, Some(id), role, ground.day(row.from_days_ago)).await?;
        if let Some(days) = row.to_days_ago {
            assignment::end(tx, made, ground.day(days)).await?;
        }
    }
    Ok(())
}
