//! An organisation: municipality, region, university …

pub mod county;
pub mod keep;
pub mod lookup;
pub mod reference;
pub mod size;

use crate::Result;
use crate::actor::Actor;
use crate::ids::OrganisationId;
use crate::people::assignment::may_administer;
use crate::sorting::{escaped, fold, sort_key};
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::words::words;

words! {
    /// What an organisation is.
    OrganisationKind {
        /// Kommun.
        Municipality = "municipality",
        /// Stadsdel, with its parent.
        CityDistrict = "city_district",
        /// Region.
        Region = "region",
        /// Länsstyrelse.
        CountyBoard = "county_board",
        /// Lärosäte.
        University = "university",
        /// Idéburen organisation.
        CivilSociety = "civil_society",
        /// Myndighet.
        Agency = "agency",
        /// Kommunförbund.
        AssociationOfMunicipalities = "association_of_municipalities",
    }
}

/// An organisation to make.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name, unique in the installation.
    pub name: String,
    /// Its official code, where it has one.
    pub code: Option<String>,
    /// The county (län) it lies in.
    pub county: Option<String>,
    /// The city of a city district.
    pub parent: Option<OrganisationId>,
}

/// Makes an organisation.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn create(tx: &Tx, new: NewOrganisation) -> Result<OrganisationId> {
    may_administer(tx.actor())?;
    let id = OrganisationId::at(tx.now());
    let sql = "INSERT INTO organisation (id, kind, name, name_folded, sort_key, code, county, parent_id, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        id.0.into(),
        new.kind.word().into(),
        new.name.clone().into(),
        fold(&new.name).into(),
        sort_key(&new.name).into(),
        new.code.into(),
        new.county.into(),
        new.parent.map(|p| p.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}

/// The organisation of that name, or also called so, written in any case. For imports and the command line.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn by_name(db: &impl Db, actor: &Actor, name: &str) -> Result<Option<OrganisationId>> {
    #[derive(FromRow)]
    struct Row {
        id: OrganisationId,
    }
    may_administer(actor)?;
    // its name before what it is also called, and both before names that only begin so
    let sql = "SELECT id FROM (SELECT id, CASE WHEN name_folded = $1 THEN 0 ELSE 2 END AS rank, \
               length(name_folded) AS long FROM organisation WHERE name_folded = $1 OR name_folded LIKE $2 ESCAPE '!' \
               UNION ALL SELECT organisation_id, 1, 0 FROM organisation_alias WHERE alias_folded = $1) found \
               ORDER BY rank, long LIMIT 1";
    let folded = fold(name.trim());
    let prefix = escaped(&folded);
    let found: Option<Row> = row(db, sql, [folded.into(), format!("{prefix} %").into()]).await?;
    Ok(found.map(|row| row.id))
}

/// An organisation, named.
#[derive(Clone, Debug, FromRow)]
pub struct Named {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// The organisations one has a standing for.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor) -> Result<Vec<Named>> {
    actor.signed_in()?;
    let ids = actor.own_access()?.standings.iter().filter_map(|standing| standing.organisation).map(|id| id.0);
    let sql = format!("SELECT id, name FROM organisation WHERE id IN {}", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids)]).await
}

/// The names of organisations met in what one may read: as authors, hosts or what hits are counted by. That an
/// organisation exists is no secret; what it does where stands in what one reads.
///
/// # Errors
/// When the database can't be reached.
pub async fn named(db: &impl Db, actor: &Actor, ids: &[OrganisationId]) -> Result<Vec<Named>> {
    actor.own_access()?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, name FROM organisation WHERE id IN {}", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}
