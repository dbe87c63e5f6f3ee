//! Finding an organisation by the beginning of its name, or by its official code, by anybody: for forms that ask where one
//! comes from.

use super::OrganisationKind;
use crate::ids::OrganisationId;
use crate::sorting::{escaped, fold};
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result};

/// The most that are found at once.
pub const MOST: i64 = 20;
/// The most characters that are looked for.
const LONGEST: usize = 100;

/// An organisation that was found. That it exists is no secret; what it takes part in is not told here.
#[derive(Clone, Debug, FromRow)]
pub struct Found {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
}

/// The organisations whose name, or what they are also called, has a word that begins so, or whose official code that is;
/// those whose name itself begins so first, at most [`MOST`].
///
/// # Errors
/// [`Error::Invalid`] for nothing, or more than a name, to look for.
pub async fn by_beginning(db: &impl Db, beginning: &str) -> Result<Vec<Found>> {
    let wanted = fold(beginning.trim());
    if wanted.is_empty() {
        return Err(Error::invalid("/q", "empty"));
    }
    if wanted.chars().count() > LONGEST {
        return Err(Error::invalid("/q", "too_long"));
    }
    let escaped = escaped(&wanted);
    let (first, word) = (format!("{escaped}%"), format!("% {escaped}%"));
    let sql = "SELECT id, name, kind, county FROM organisation o WHERE name_folded LIKE $1 ESCAPE '!' \
               OR name_folded LIKE $2 ESCAPE '!' OR code = $4 OR EXISTS (SELECT 1 FROM organisation_alias a \
               WHERE a.organisation_id = o.id AND (a.alias_folded LIKE $1 ESCAPE '!' OR a.alias_folded LIKE $2 ESCAPE '!')) \
               ORDER BY CASE WHEN name_folded LIKE $1 ESCAPE '!' THEN 0 ELSE 1 END, sort_key, id LIMIT $3";
    rows(db, sql, [first.into(), word.into(), MOST.into(), wanted.into()]).await
}
