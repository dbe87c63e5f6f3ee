//! How much was done, by network, month and kind. Nobody is counted by name, and direct conversations not at all.

use chrono::{DateTime, NaiveDate, Utc};

use crate::audit::Whose;
use crate::clock::start_of;
use crate::ids::NetworkId;
use crate::store::{Db, FromRow, rows};
use crate::words::words;
use crate::{Error, Result, access, actor::Actor};

words! {
    /// What is counted.
    Counted {
        /// Threads started.
        Threads = "threads",
        /// Messages, those of chats and documents included.
        Messages = "messages",
        /// Questions put to the network's organisations.
        Asks = "asks",
        /// Organisations' answers to them.
        Answers = "answers",
        /// Decisions.
        Decisions = "decisions",
        /// Versions of documents.
        Documents = "documents",
        /// Meetings held or planned for that month.
        Meetings = "meetings",
    }
}

/// The first year there can be something of.
const FIRST_YEAR: i32 = 1990;

/// A network's year of one kind.
#[derive(Clone, Debug)]
pub struct Series {
    /// Which network.
    pub network: NetworkId,
    /// Of what kind.
    pub kind: Counted,
    /// How many in each month, January first.
    pub months: [i64; 12],
}

/// Each kind's table, when a row of it came to be, and its network.
const SOURCES: [(Counted, &str, &str, &str); 6] = [
    (Counted::Threads, "conversation c", "c.created_at", "c.network_id, c.kind = 'thread'"),
    (
        Counted::Messages,
        "message m JOIN conversation c ON c.id = m.conversation_id",
        "m.created_at",
        "c.network_id, m.deleted_at IS NULL",
    ),
    (Counted::Asks, "ask a", "a.created_at", "a.network_id, TRUE"),
    (
        Counted::Answers,
        "ask_answer w JOIN ask a ON a.conversation_id = w.conversation_id",
        "w.written_at",
        "a.network_id, w.number = 1",
    ),
    (Counted::Decisions, "decision d", "d.created_at", "d.network_id, TRUE"),
    (
        Counted::Documents,
        "document_version v JOIN document d ON d.id = v.document_id",
        "v.created_at",
        "d.network_id, d.deleted_at IS NULL",
    ),
];

/// The year's counts of every network one may count: of the installation an administrator, of a network its coordinators.
///
/// # Errors
/// As [`crate::audit::list()`]; [`Error::Invalid`] for a year that can't be.
pub async fn of_year(db: &impl Db, actor: &Actor, whose: Whose, year: i32) -> Result<Vec<Series>> {
    #[derive(FromRow)]
    struct Row {
        kind: Counted,
        network_id: NetworkId,
        month: i32,
        n: i64,
    }
    may_count(db, actor, whose).await?;
    let starts = starts(year)?;
    let bounds: String = (1..12).map(|at| format!("WHEN {{at}} < ${} THEN {} ", at + 1, at - 1)).collect();
    let network = match whose {
        Whose::Installation => uuid::Uuid::nil(),
        Whose::Network(id) => id.0,
    };
    // the engines agree on no way to tell the month in Sweden of an instant, so its bounds are given
    let mut parts: Vec<String> = SOURCES
        .iter()
        .map(|(kind, table, at, rest)| {
            let (of, only) = rest.split_once(", ").unwrap_or((rest, "TRUE"));
            format!(
                "SELECT '{kind}' AS kind, {of} AS network_id, CASE {}ELSE 11 END AS month, count(*) AS n FROM {table} \
                 WHERE {at} >= $1 AND {at} < $13 AND {only} AND {of} IS NOT NULL AND ($14 OR {of} = $15) \
                 GROUP BY 2, 3",
                bounds.replace("{at}", at)
            )
        })
        .collect();
    parts.push(
        "SELECT 'meetings' AS kind, network_id, month - 1 AS month, count(*) AS n FROM meeting WHERE year = $16 \
         AND month IS NOT NULL AND ($14 OR network_id = $15) GROUP BY 2, 3"
            .to_owned(),
    );
    let mut values: Vec<sea_orm::Value> = starts.into_iter().map(Into::into).collect();
    values.extend([(whose == Whose::Installation).into(), network.into(), year.into()]);
    let found: Vec<Row> = rows(db, &parts.join(" UNION ALL "), values).await?;
    let mut series: Vec<Series> = Vec::new();
    for row in found {
        let Some(month) = usize::try_from(row.month).ok().filter(|month| *month < 12) else { continue };
        let at = series.iter().position(|one| one.network == row.network_id && one.kind == row.kind);
        let at = at.unwrap_or_else(|| {
            series.push(Series { network: row.network_id, kind: row.kind, months: [0; 12] });
            series.len() - 1
        });
        series[at].months[month] += row.n;
    }
    Ok(series)
}

pub(super) async fn may_count(db: &impl Db, actor: &Actor, whose: Whose) -> Result<()> {
    match whose {
        Whose::Installation => crate::people::assignment::may_administer(actor),
        Whose::Network(id) => {
            crate::networks::network::readable(db, actor, id).await?;
            if actor.may(id, access::NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
        }
    }
}

/// The first instant of each month in Sweden, and of the next year.
fn starts(year: i32) -> Result<Vec<DateTime<Utc>>> {
    let wrong = || Error::invalid("/year", "out_of_range");
    if !(FIRST_YEAR..=2200).contains(&year) {
        return Err(wrong());
    }
    let months = (1..=12).map(|month| (year, month)).chain([(year + 1, 1)]);
    months.map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1).map(start_of).ok_or_else(wrong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_at_midnight_in_sweden() {
        let starts = starts(2026).expect("a year");
        assert_eq!(starts.len(), 13);
        assert_eq!(starts[0].to_rfc3339(), "2025-12-31T23:00:00+00:00");
        assert_eq!(starts[6].to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert!(super::starts(-4).is_err());
    }
}
