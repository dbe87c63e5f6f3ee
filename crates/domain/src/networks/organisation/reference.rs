//! Organisations that everybody knows: laid beside what an installation has, known again by their codes.

use std::collections::{HashMap, HashSet};

use super::OrganisationKind;
use crate::Result;
use crate::ids::OrganisationId;
use crate::people::assignment::may_administer;
use crate::sorting::{fold, sort_key};
use crate::store::{FromRow, Tx, execute, rows};

/// An organisation as a register has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its official code: one for each kind.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The county it lies in.
    pub county: Option<String>,
    /// What it is also counted as.
    pub counted_as: Option<OrganisationKind>,
    /// What it is also called, or was called before.
    pub aliases: Vec<String>,
    /// How many live there, where the register says.
    pub inhabitants: Option<i32>,
}

#[derive(Clone, FromRow)]
struct Known {
    id: OrganisationId,
    kind: OrganisationKind,
    code: Option<String>,
    name_folded: String,
    county: Option<String>,
    counted_as: Option<OrganisationKind>,
    inhabitants: Option<i32>,
}

/// Lays the register beside what is there, and tells how many were new. An organisation with the code stays what it is,
/// also where it has been renamed; one without a code is known by its name, or by what it is also called, and keeps its
/// id. Done twice it is done once.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn lay(tx: &Tx, register: &[Registered]) -> Result<usize> {
    may_administer(tx.actor())?;
    let all: Vec<Known> =
        rows(tx, "SELECT id, kind, code, name_folded, county, counted_as, inhabitants FROM organisation", []).await?;
    let by_code: HashMap<_, _> = all.iter().filter_map(|one| Some(((one.kind, one.code.clone()?), one))).collect();
    let by_name: HashMap<_, _> =
        all.iter().filter(|one| one.code.is_none()).map(|one| (one.name_folded.as_str(), one)).collect();
    let called = aliases(tx).await?;
    let mut new = 0;
    for one in register {
        let mut names = std::iter::once(&one.name).chain(&one.aliases);
        let known = by_code
            .get(&(one.kind, one.code.clone()))
            .or_else(|| names.find_map(|name| by_name.get(fold(name).as_str())));
        let id = match known {
            Some(known) => {
                recognise(tx, known, one).await?;
                known.id
            }
            None => {
                new += 1;
                add(tx, one).await?
            }
        };
        for alias in one.aliases.iter().filter(|alias| !called.contains(&(id, fold(alias)))) {
            let sql = "INSERT INTO organisation_alias (organisation_id, alias, alias_folded) VALUES ($1, $2, $3) \
                       ON CONFLICT (organisation_id, alias_folded) DO NOTHING";
            execute(tx, sql, [id.0.into(), alias.as_str().into(), fold(alias).into()]).await?;
        }
    }
    Ok(new)
}

async fn aliases(tx: &Tx) -> Result<HashSet<(OrganisationId, String)>> {
    #[derive(FromRow)]
    struct Row {
        organisation_id: OrganisationId,
        alias_folded: String,
    }
    let found: Vec<Row> = rows(tx, "SELECT organisation_id, alias_folded FROM organisation_alias", []).await?;
    Ok(found.into_iter().map(|row| (row.organisation_id, row.alias_folded)).collect())
}

/// What is known of it already gets its code and what the register says of its place.
async fn recognise(tx: &Tx, known: &Known, one: &Registered) -> Result<()> {
    let same = known.code.as_deref() == Some(one.code.as_str())
        && known.county == one.county
        && known.counted_as == one.counted_as
        && known.inhabitants == one.inhabitants;
    if same {
        return Ok(());
    }
    let sql = "UPDATE organisation SET code = $2, county = coalesce($3, county), counted_as = $4, \
               inhabitants = $5 WHERE id = $1";
    let counted_as = one.counted_as.map(OrganisationKind::word);
    let values = [
        known.id.0.into(),
        one.code.as_str().into(),
        one.county.clone().into(),
        counted_as.into(),
        one.inhabitants.into(),
    ];
    execute(tx, sql, values).await
}

async fn add(tx: &Tx, one: &Registered) -> Result<OrganisationId> {
    let id = OrganisationId::at(tx.now());
    let sql = "INSERT INTO organisation (id, kind, name, name_folded, sort_key, code, county, counted_as, created_at, \
               inhabitants) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = [
        id.0.into(),
        one.kind.word().into(),
        one.name.as_str().into(),
        fold(&one.name).into(),
        sort_key(&one.name).into(),
        one.code.as_str().into(),
        one.county.clone().into(),
        one.counted_as.map(OrganisationKind::word).into(),
        tx.now().into(),
        one.inhabitants.into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}
