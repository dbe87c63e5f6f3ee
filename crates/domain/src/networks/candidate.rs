//! Who could be invited: municipalities and regions that take no part, by county, those of a county that nobody represents
//! first; and inviting one of them by a letter, which leads to the form where an organisation says that it would like to join.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::coverage::{self, CountyState};
use super::governing;
use super::network;
use super::organisation::OrganisationKind;
use super::organisation::county::County;
use super::participation;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, OrganisationInvitationId};
use crate::networks::expression::{long, short};
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::people::person::{self, Language};
use crate::store::{Db, FromRow, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The most organisations that one network invites within a day.
const MOST_IN_A_DAY: i64 = 40;
/// For so long an organisation that was invited is left to think.
const PATIENCE: TimeDelta = TimeDelta::days(30);

/// An organisation that takes no part.
#[derive(Clone, Debug, FromRow)]
pub struct Candidate {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
    /// When it was invited last.
    pub invited_at: Option<DateTime<Utc>>,
}

/// A county, and who could be invited there.
#[derive(Clone, Debug)]
pub struct CandidateCounty {
    /// Which.
    pub county: County,
    /// How far it is represented.
    pub state: CountyState,
    /// Those who take no part, regions first.
    pub candidates: Vec<Candidate>,
}

/// The counties where somebody could be invited: those that nobody represents today first, the others after them. (A network
/// of one county has its members there.)
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId, today: NaiveDate) -> Result<Vec<CandidateCounty>> {
    governing::governed(db, actor, id).await?;
    let (counties, _) = coverage::on(db, actor, id, today).await?;
    let sql = format!(
        "SELECT o.id, o.name, o.kind, o.county, \
         (SELECT max(i.invited_at) FROM organisation_invitation i WHERE i.network_id = $1 \
           AND i.organisation_id = o.id) AS invited_at FROM organisation o \
         WHERE o.kind IN ('municipality', 'region') AND o.county IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.network_id = $1 AND p.organisation_id = o.id \
           AND p.state <> 'ended' AND {}) ORDER BY o.kind DESC, o.sort_key, o.id LIMIT 1000",
        participation::goes_on_or_begins("p", "$2")
    );
    let all: Vec<Candidate> = rows(db, &sql, [id.0.into(), today.into()]).await?;
    let county = |one: coverage::Covered| CandidateCounty {
        candidates: all.iter().filter(|found| found.county.as_deref() == Some(one.county.name)).cloned().collect(),
        county: one.county,
        state: one.state,
    };
    let mut found: Vec<_> = counties.into_iter().map(county).filter(|one| !one.candidates.is_empty()).collect();
    found.sort_by_key(|one| one.state == CountyState::Represented);
    Ok(found)
}

/// A letter to an organisation.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Which.
    pub organisation: OrganisationId,
    /// Who there gets it.
    pub name: String,
    /// At which address.
    pub email: String,
    /// In which language.
    pub language: Language,
    /// What the coordinator says.
    pub word: String,
}

/// Invites an organisation to say that it would like to join.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::Invalid`] for a name, an address or words that can't be; [`Error::NotFoundIn`] for an organisation there is not;
/// [`Error::Conflict`] for one that takes part or was invited a short while ago, and in a closed network;
/// [`Error::TooMany`] after many within a day.
pub async fn invite(tx: &Tx, id: NetworkId, new: Invitation) -> Result<OrganisationInvitationId> {
    governing::governed(tx, tx.actor(), id).await?;
    let by = tx.actor().signed_in()?;
    let (name, word) = (short("/name", &new.name)?, long("/word", &new.word)?);
    let address = person::address(&new.email).map_err(|_| Error::invalid("/email", "not_an_address"))?;
    let known = "SELECT id FROM organisation WHERE id = $1";
    one(tx, known, [new.organisation.0.into()]).await?.ok_or(Error::NotFoundIn("/organisation_id"))?;
    network::still_open(tx, id).await?;
    if super::participation::known(tx, id, new.organisation).await.is_ok() {
        return Err(Error::Conflict("takes_part_already"));
    }
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [id.0.into()]).await?;
    let recent = "SELECT id FROM organisation_invitation WHERE network_id = $1 AND organisation_id = $2 \
                  AND invited_at > $3 LIMIT 1";
    let since = tx.now() - PATIENCE;
    if one(tx, recent, [id.0.into(), new.organisation.0.into(), since.into()]).await?.is_some() {
        return Err(Error::Conflict("already_invited"));
    }
    let counted = "SELECT count(*) AS n FROM organisation_invitation WHERE network_id = $1 AND invited_at > $2";
    let found = one(tx, counted, [id.0.into(), (tx.now() - TimeDelta::days(1)).into()]).await?;
    if found.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_IN_A_DAY {
        return Err(Error::TooMany(24 * 3600));
    }
    let invitation = OrganisationInvitationId::at(tx.now());
    let sql = "INSERT INTO organisation_invitation (id, network_id, organisation_id, name, email, address, language, \
               word, invited_by, invited_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let email = new.email.trim().to_owned();
    let values = [
        invitation.0.into(),
        id.0.into(),
        new.organisation.0.into(),
        name.into(),
        email.clone().into(),
        address.into(),
        new.language.word().into(),
        word.into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let letter = NewNotice {
        to: email,
        language: new.language,
        kind: NoticeKind::OrganisationInvitation,
        subject: invitation.0,
        network: Some(id),
        secret: None,
        cause: format!("organisation_invitation:{invitation}"),
    };
    notice::enqueue(tx, letter).await?;
    crate::audit::note_in(tx, id, "organisation_invited", &new.organisation.to_string(), "").await?;
    Ok(invitation)
}

/// What the letter says.
#[derive(Clone, Debug, FromRow)]
pub struct Words {
    /// The network's name.
    pub network: String,
    /// Its name in addresses.
    pub slug: String,
    /// What it is for.
    pub purpose: String,
    /// Whom to ask about it.
    pub contact: String,
    /// The organisation's name.
    pub organisation: String,
    /// Who gets it.
    pub name: String,
    /// Who invites; none where the identity is protected.
    pub inviter: Option<String>,
    /// What they say.
    pub word: String,
    /// The network's page can be read by anybody.
    pub public_page: bool,
}

/// What the letter of an invitation says; none where the network is closed. For the notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn letter(db: &impl Db, actor: &Actor, id: Uuid) -> Result<Option<Words>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT n.name AS network, n.slug, n.purpose, n.contact, o.name AS organisation, i.name, \
               CASE WHEN p.protected THEN NULL ELSE p.name END AS inviter, i.word, n.public_page \
               FROM organisation_invitation i JOIN network n ON n.id = i.network_id AND n.closed_at IS NULL \
               JOIN organisation o ON o.id = i.organisation_id JOIN person p ON p.id = i.invited_by WHERE i.id = $1";
    row(db, sql, [id.into()]).await
}
