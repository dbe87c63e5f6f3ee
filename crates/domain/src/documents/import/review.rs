//! Looking an import through: its files in order, narrowed, and put right many at a time.

use sea_orm::Value;

use super::{FileState, Import, ImportFile, ImportState, governed};
use crate::conversations::tags::Tags;
use crate::documents::document::DocumentKind;
use crate::ids::{ImportId, OrganisationId};
use crate::sorting::fold;
use crate::store::{Db, Numbers, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most files named at once; all that a filter shows are chosen by the filter.
const MOST_NAMED: usize = 1_000;

/// What the name of a file proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The host of the meeting it comes from.
    pub host: Option<OrganisationId>,
    /// Its year.
    pub year: Option<i32>,
    /// Its month.
    pub month: Option<i32>,
    /// Its themes.
    pub themes: Vec<String>,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// It belongs to the meeting of its host, year and month.
    pub of_meeting: bool,
}

/// That it is not known when the file `f` is from, or from whom.
pub(super) const UNSURE: &str = "(f.year IS NULL OR f.host_id IS NULL)";

/// Which files of an import.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only what stands so.
    pub state: Option<FileState>,
    /// Only with this in the path.
    pub path: Option<String>,
    /// Only of this host.
    pub host: Option<OrganisationId>,
    /// Only of this year.
    pub year: Option<i32>,
    /// Only of this month; 0 where it is not known.
    pub month: Option<i32>,
    /// Only where it is not known when, or from whom.
    pub unsure: bool,
}

impl Filter {
    /// What is asked of a row, with its parameters from `$first` on.
    fn narrow(&self, first: usize, values: &mut Vec<Value>) -> String {
        let mut conditions = String::new();
        let mut and = |condition: &dyn Fn(&str) -> String, value: Value| {
            values.push(value);
            conditions.push_str(" AND ");
            conditions.push_str(&condition(&format!("${}", first + values.len() - 1)));
        };
        if let Some(state) = self.state {
            and(&|at| format!("f.state = {at}"), state.word().into());
        }
        if let Some(path) = self.path.as_deref().filter(|path| !path.trim().is_empty()) {
            let escaped = fold(path.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            and(&|at| format!("f.path_folded LIKE {at} ESCAPE '\\'"), format!("%{escaped}%").into());
        }
        if let Some(host) = self.host {
            and(&|at| format!("f.host_id = {at}"), host.0.into());
        }
        if let Some(year) = self.year {
            and(&|at| format!("f.year = {at}"), year.into());
        }
        if let Some(month) = self.month {
            and(&|at| format!("coalesce(f.month, 0) = {at}"), month.into());
        }
        if self.unsure {
            conditions.push_str(&format!(" AND {UNSURE}"));
        }
        conditions
    }
}

/// The files of an import one governs, by number after `cursor`.
///
/// # Errors
/// When the database can't be reached.
pub async fn files(
    db: &impl Db,
    import: &Import,
    filter: &Filter,
    cursor: Option<i64>,
    limit: i64,
) -> Result<Vec<ImportFile>> {
    let mut narrowing = Vec::new();
    let conditions = filter.narrow(4, &mut narrowing);
    let sql = format!(
        "SELECT f.number, f.path, f.size, f.changed_at, f.state, f.why, f.host_id, o.name AS host, f.year, f.month, \
         f.themes, f.kind, f.of_meeting, f.document_id FROM import_file f LEFT JOIN organisation o ON o.id = f.host_id \
         WHERE f.import_id = $1 AND f.number > $2{conditions} ORDER BY f.number LIMIT $3"
    );
    let values = [import.id.0.into(), cursor.unwrap_or(0).into(), limit.into()].into_iter().chain(narrowing);
    rows(db, &sql, values).await
}

/// Which files are put right.
#[derive(Clone, Debug)]
pub enum Choice {
    /// These.
    Named(Vec<i64>),
    /// All that a filter shows.
    Shown(Filter),
}

/// What is put right; what is missing stays.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// The host; `Some(None)` that there is none.
    pub host: Option<Option<OrganisationId>>,
    /// The year.
    pub year: Option<Option<i32>>,
    /// The month.
    pub month: Option<Option<i32>>,
    /// The themes.
    pub themes: Option<Vec<String>>,
    /// What it is.
    pub kind: Option<Option<DocumentKind>>,
    /// Whether it belongs to the meeting of its host, year and month.
    pub of_meeting: Option<bool>,
    /// Whether it is left out.
    pub leave_out: Option<bool>,
}

/// Puts files of an import right; gives how many.
///
/// # Errors
/// As [`governed`]; [`Error::NotFoundIn`] for a host that is none; [`Error::Invalid`] for what can't be;
/// [`Error::Conflict`] where it does not wait to be looked through.
pub async fn put_right(tx: &Tx, id: ImportId, choice: &Choice, put: Put) -> Result<u64> {
    let import = governed(tx, tx.actor(), id).await?;
    if let Some(Some(host)) = put.host {
        may_host(tx, &import, host).await?;
    }
    if import.state != ImportState::Review {
        return Err(Error::Conflict("import_not_in_review"));
    }
    if put.year.flatten().is_some_and(|year| !(1900..=2200).contains(&year)) {
        return Err(Error::invalid("/year", "out_of_range"));
    }
    if put.month.flatten().is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(Error::invalid("/month", "out_of_range"));
    }
    let themes = put.themes.map(|themes| Tags::chosen(&themes, &[])).transpose()?;
    let mut values = vec![Value::from(id.0)];
    let mut set = Vec::new();
    let mut change = |column: &str, value: Value| {
        values.push(value);
        set.push(format!("{column} = ${}", values.len()));
    };
    if let Some(host) = put.host {
        change("host_id", host.map(|host| host.0).into());
    }
    if let Some(year) = put.year {
        change("year", year.into());
    }
    if let Some(month) = put.month {
        change("month", month.into());
    }
    if let Some(tags) = themes {
        change("themes", serde_json::json!(tags.themes).into());
    }
    if let Some(kind) = put.kind {
        change("kind", kind.map(DocumentKind::word).into());
    }
    if let Some(of_meeting) = put.of_meeting {
        change("of_meeting", of_meeting.into());
    }
    if let Some(leave_out) = put.leave_out {
        let state = if leave_out { FileState::LeftOut } else { FileState::Waiting };
        change("state", state.word().into());
    }
    if set.is_empty() {
        return Ok(0);
    }
    let chosen = match choice {
        Choice::Named(numbers) => {
            if numbers.len() > MOST_NAMED {
                return Err(Error::invalid("/numbers", "too_many"));
            }
            values.push(Numbers::value(numbers));
            format!(" AND f.number IN {}", Numbers::sql(tx, &format!("${}", values.len())))
        }
        Choice::Shown(filter) => {
            let mut narrowing = Vec::new();
            let conditions = filter.narrow(values.len() + 1, &mut narrowing);
            values.extend(narrowing);
            conditions
        }
    };
    let sql = format!(
        "UPDATE import_file AS f SET {} WHERE f.import_id = $1 AND f.state IN ('waiting', 'left_out'){chosen}",
        set.join(", ")
    );
    let changed = execute_affecting(tx, &sql, values).await?;
    execute(tx, "UPDATE import SET revision = revision + 1 WHERE id = $1", [id.0.into()]).await?;
    Ok(changed)
}

/// A host is an organisation that takes or took part in the network, or hosted a meeting of it.
async fn may_host(tx: &Tx, import: &Import, host: OrganisationId) -> Result<()> {
    let sql = "SELECT 1 AS found FROM participation WHERE network_id = $1 AND organisation_id = $2 UNION \
               SELECT 1 AS found FROM hosting h JOIN meeting m ON m.id = h.meeting_id \
               WHERE m.network_id = $1 AND h.organisation_id = $2";
    let found = one(tx, sql, [import.network_id.0.into(), host.0.into()]).await?;
    found.map(drop).ok_or(Error::NotFoundIn("/host_id"))
}
