//! Organisations and people.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::clock::day_of;
use domain::ids::{OrganisationId, PersonId};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, NewPerson};
use domain::store::Store;

use super::ground::unknown;
use crate::demo::model::{self, Content, Person};

/// What each sign-in shows, by the local part of its address: codes, worded by the interface.
const ROLES: [(&str, &str); 11] = [
    ("samordnare", "coordinator"),
    ("tjansteperson", "official"),
    ("fortroendevald", "elected"),
    ("suppleant", "deputy"),
    ("arbetsgrupp", "working_group"),
    ("observator", "observer"),
    ("vilande", "resting"),
    ("gast", "guest"),
    ("tvanat", "two_networks"),
    ("annatnatverk", "other_network"),
    ("administrator", "administrator"),
];

/// Those with a printed sign-in, in the order of the content.
pub(super) fn signing_in(people: &[Person]) -> Vec<wire::DemoPerson> {
    let shown = people.iter().filter(|person| person.sign_in.is_some());
    shown
        .filter_map(|person| {
            let (_, role) = ROLES.iter().find(|(mail, _)| *mail == person.mail)?;
            Some(wire::DemoPerson { email: person.email(), name: person.name.clone(), role: (*role).to_owned() })
        })
        .collect()
}

pub(super) async fn organisations(store: &Store, content: &Content) -> domain::Result<HashMap<String, OrganisationId>> {
    let rows = content.organisations.clone();
    let make = move |tx| async move {
        let mut made = HashMap::new();
        for row in rows {
            // parents stand before their parts
            let parent = match &row.parent {
                Some(key) => Some(*made.get(key).ok_or_else(|| unknown(key))?),
                None => None,
            };
            let new = NewOrganisation { kind: kind(row.kind), name: row.name, code: None, county: row.county, parent };
            made.insert(row.key, organisation::create(&tx, new).await?);
        }
        Ok(made)
    };
    store.write(&Actor::System, make).await
}

fn kind(kind: model::OrganisationKind) -> OrganisationKind {
    match kind {
        model::OrganisationKind::Municipality => OrganisationKind::Municipality,
        model::OrganisationKind::CityDistrict => OrganisationKind::CityDistrict,
        model::OrganisationKind::Region => OrganisationKind::Region,
        model::OrganisationKind::CountyBoard => OrganisationKind::CountyBoard,
        model::OrganisationKind::University => OrganisationKind::University,
        model::OrganisationKind::CivilSociety => OrganisationKind::CivilSociety,
        model::OrganisationKind::Agency => OrganisationKind::Agency,
        model::OrganisationKind::AssociationOfMunicipalities => OrganisationKind::AssociationOfMunicipalities,
    }
}

pub(super) async fn persons(
    store: &Store,
    content: &Content,
    password_hash: String,
) -> domain::Result<HashMap<String, PersonId>> {
    let rows = content.people.clone();
    let make = move |tx: domain::store::Tx| async move {
        let mut made = HashMap::new();
        for row in rows {
            let new = NewPerson {
                name: row.name.clone(),
                email: row.email(),
                protected: row.protected,
                password_hash: Some(password_hash.clone()),
            };
            let id = person::create(&tx, new).await?;
            if row.administrator {
                let from = day_of(tx.now()) - chrono::TimeDelta::days(i64::from(row.since_days_ago));
                assignment::assign(&tx, id, None, AssignmentRole::Administrator, from).await?;
            }
            made.insert(row.key, id);
        }
        Ok(made)
    };
    store.write(&Actor::System, make).await
}
