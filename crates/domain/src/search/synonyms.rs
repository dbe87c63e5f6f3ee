//! The words that mean the same in a network, kept by those who govern it. They hold for searches in that network, and
//! are looked up when somebody searches: a new one works at once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{NetworkId, uuid_at};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows_at_once};
use crate::{Error, Result, audit};

/// The most groups of a network.
pub const MOST_GROUPS: usize = 200;
/// The most ways to say one thing.
pub const MOST_WORDS: usize = 12;
/// The most characters of one of them.
const LONGEST: usize = 80;

/// The list of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SynonymList {
    /// Each the ways to say one thing.
    pub groups: Vec<Vec<String>>,
    /// Goes up with every change; 0 where there has been none.
    pub revision: i64,
    /// Changed last.
    pub changed_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct Row {
    groups: serde_json::Value,
    revision: i64,
    since: DateTime<Utc>,
}

const NOW: &str = "SELECT groups, revision, since FROM synonym_list WHERE until IS NULL AND network_id";

/// The list, for those who govern the network.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<SynonymList> {
    network::readable(db, actor, id).await?;
    if !actor.may(id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let found: Option<Row> = row(db, &format!("{NOW} = $1"), [id.0.into()]).await?;
    Ok(found.map_or_else(SynonymList::default, |row| SynonymList {
        groups: groups(&row.groups),
        revision: row.revision,
        changed_at: Some(row.since),
    }))
}

/// The groups that hold where somebody searches: those of the network, or of every network whose rooms they read. They
/// widen what is looked for, never what may be read.
///
/// # Errors
/// When the database can't be reached.
pub async fn holding(db: &impl Db, actor: &Actor, network: Option<NetworkId>) -> Result<Vec<Vec<Vec<String>>>> {
    let networks: BTreeSet<NetworkId> = actor
        .own_access()?
        .readable_rooms()
        .filter_map(|facts| facts.network)
        .filter(|id| network.is_none_or(|only| only == *id))
        .collect();
    if networks.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{NOW} IN {} ORDER BY network_id", Ids::sql(db, "$1"));
    let found: Vec<Row> = rows_at_once(db, &sql, [Ids::value(networks.iter().map(|id| id.0))]).await?;
    Ok(found.iter().map(|row| groups(&row.groups)).collect())
}

fn groups(stored: &serde_json::Value) -> Vec<Vec<String>> {
    serde_json::from_value(stored.clone()).unwrap_or_default()
}

/// Writes the list anew; the one before stays as history.
///
/// # Errors
/// As [`of_network`]; [`Error::Stale`] where it has changed since `revision`, [`Error::Invalid`] for groups that can't be.
pub async fn write(tx: &Tx, id: NetworkId, revision: i64, wanted: &[Vec<String>]) -> Result<SynonymList> {
    let now = of_network(tx, tx.actor(), id).await?;
    if now.revision != revision {
        return Err(Error::Stale);
    }
    let groups = checked(wanted)?;
    if groups == now.groups {
        return Ok(now);
    }
    let sql = "UPDATE synonym_list SET until = $2 WHERE network_id = $1 AND until IS NULL";
    execute(tx, sql, [id.0.into(), tx.now().into()]).await?;
    let sql = "INSERT INTO synonym_list (id, network_id, revision, groups, changed_by, since) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        uuid_at(tx.now()).into(),
        id.0.into(),
        (revision + 1).into(),
        serde_json::json!(groups).into(),
        tx.actor().person().map(|person| person.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(id, Event::NetworkChanged { network: id });
    audit::note_in(tx, id, "synonyms_changed", &id.to_string(), &format!("revision={}", revision + 1)).await?;
    Ok(SynonymList { groups, revision: revision + 1, changed_at: Some(tx.now()) })
}

/// Each word once, no group of one, nothing that is no word.
fn checked(wanted: &[Vec<String>]) -> Result<Vec<Vec<String>>> {
    if wanted.len() > MOST_GROUPS {
        return Err(Error::invalid("/groups", "too_many"));
    }
    let mut groups = Vec::with_capacity(wanted.len());
    for group in wanted {
        let mut words: Vec<String> = Vec::new();
        for word in group {
            let word = clean(&word.split_whitespace().collect::<Vec<_>>().join(" "));
            if is_blank(&word) {
                continue;
            }
            if word.contains('\0') || word.contains('=') || !word.chars().any(char::is_alphanumeric) {
                return Err(Error::invalid("/groups", "not_words"));
            }
            if word.chars().count() > LONGEST {
                return Err(Error::invalid("/groups", "too_long"));
            }
            if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
                words.push(word);
            }
        }
        if words.len() > MOST_WORDS {
            return Err(Error::invalid("/groups", "too_many"));
        }
        if words.len() < 2 {
            return Err(Error::invalid("/groups", "one_word"));
        }
        groups.push(words);
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_group_says_one_thing_in_several_ways() {
        let kept = checked(&[group(&["  Trappan ", "trappan", "samråd  med unga", ""])]);
        assert_eq!(kept.ok(), Some(vec![group(&["Trappan", "samråd med unga"])]));
        assert!(checked(&[group(&["ensam"])]).is_err());
        assert!(checked(&[group(&["a = b", "c"])]).is_err());
        assert!(checked(&[group(&["- -", "c"])]).is_err());
        assert!(checked(&vec![group(&["a", "b"]); MOST_GROUPS + 1]).is_err());
    }
}
