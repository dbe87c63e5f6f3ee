//! Whom one may mention in a room, while writing; and whom a mention would reach, before it is sent.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::place::{in_peace, lists, meant};
use super::{Mention, MentionRole};
use crate::access::{NetworkRight, RoomKind};
use crate::actor::Actor;
use crate::catalogue::Catalogue;
use crate::clock::day_of;
use crate::ids::{OrganisationId, PersonId, RoomId};
use crate::people::directory;
use crate::rooms::audience::{self, PersonLine, Readers};
use crate::rooms::room;
use crate::sorting::fold;
use crate::store::{Db, one};
use crate::{Error, Result};

/// So many people are looked through for a suggestion.
const MOST_LOOKED_AT: i64 = 1_000;
/// The most characters one has written after the @.
const LONGEST: usize = 60;
/// The most mentions asked about at once.
pub const MOST: usize = 50;

/// Whom one may mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The mention.
    pub mention: Mention,
    /// The name: of a person with a protected identity that of a representative.
    pub name: String,
    /// A person's organisation.
    pub organisation: Option<String>,
    /// How many people who read the room it would reach, oneself not counted.
    pub people: i64,
}

/// Whom a mention would reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The mention.
    pub mention: Mention,
    /// How many people who read the room, oneself not counted.
    pub people: i64,
    /// Why it would be refused; none where it would not.
    pub refused: Option<&'static str>,
}

/// Whom one may mention in the room, whose name begins with what has been written: who reads it first, then the rest of
/// the network, so that one sees whom it would not reach.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the room, [`Error::Invalid`] for more than anybody's name.
pub async fn suggest(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    written: &str,
    (now, words): (DateTime<Utc>, &Catalogue),
    limit: usize,
) -> Result<Vec<Suggestion>> {
    let me = actor.signed_in()?;
    if written.chars().count() > LONGEST {
        return Err(Error::invalid("/q", "too_long"));
    }
    let room = room::readable(db, actor, id).await?;
    let sought = fold(written.trim());
    let today = day_of(now);
    let reading = audience::people(db, actor, id, today, None, MOST_LOOKED_AT).await?;
    let network = room.room().network_id.filter(|n| actor.may(*n, NetworkRight::ReadDirectory));
    let others = match network {
        Some(network) => directory::search(db, actor, Some(network), "", today, None, MOST_LOOKED_AT).await?,
        None => Vec::new(),
    };
    let mut found = Vec::new();
    if room.room().kind != RoomKind::Direct {
        found.extend(groups(db, actor, id, &sought, (now, words)).await?);
    }
    let line = |line: &PersonLine, people| Suggestion {
        mention: Mention::Person(line.id),
        name: line.name.clone().unwrap_or_else(|| words.representative.to_owned()),
        organisation: line.organisation.clone(),
        people,
    };
    let fits = |one: &&PersonLine| {
        let name = one.name.as_deref().unwrap_or(words.representative);
        one.id != me && (begins(name, &sought) || one.organisation.as_deref().is_some_and(|o| begins(o, &sought)))
    };
    // people before groups unless what is written is a group's name
    let at = if found.iter().any(|one| fold(&one.name).starts_with(&sought) && !sought.is_empty()) {
        found.len()
    } else {
        0
    };
    let people: Vec<Suggestion> = reading.iter().filter(fits).map(|one| line(one, 1)).collect();
    found.splice(at..at, people);
    found.extend(organisations(db, actor, id, &sought, now, reading.iter().chain(&others)).await?);
    let absent = |one: &&PersonLine| !reading.iter().any(|reader| reader.id == one.id);
    found.extend(others.iter().filter(absent).filter(fits).map(|one| line(one, 0)));
    found.truncate(limit);
    Ok(found)
}

/// One of the words of a name begins so.
fn begins(name: &str, sought: &str) -> bool {
    let name = fold(name);
    name.starts_with(sought) || name.match_indices([' ', '-']).any(|(at, _)| name[at + 1..].starts_with(sought))
}

async fn groups(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    sought: &str,
    (now, words): (DateTime<Utc>, &Catalogue),
) -> Result<Vec<Suggestion>> {
    let mut mentions: Vec<Mention> = MentionRole::ALL.iter().map(|role| Mention::Role(*role)).collect();
    if actor.room(id).manage {
        mentions.push(Mention::Everyone);
    }
    let name = |mention: Mention| match mention {
        Mention::Role(role) => (words.role)(role),
        Mention::Person(_) | Mention::Organisation(_) | Mention::Everyone => words.everyone,
    };
    mentions.retain(|mention| begins(name(*mention), sought));
    let mut found = Vec::new();
    for one in reach(db, actor, id, &mentions, now).await? {
        // a role nobody has is no suggestion
        if one.people > 0 {
            let name = name(one.mention).to_owned();
            found.push(Suggestion { mention: one.mention, name, organisation: None, people: one.people });
        }
    }
    Ok(found)
}

async fn organisations(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    sought: &str,
    now: DateTime<Utc>,
    people: impl Iterator<Item = &PersonLine>,
) -> Result<Vec<Suggestion>> {
    let mut named: Vec<(OrganisationId, String)> = Vec::new();
    for line in people {
        let (Some(organisation), Some(name)) = (line.organisation_id, &line.organisation) else { continue };
        if begins(name, sought) && !named.iter().any(|(known, _)| *known == organisation) {
            named.push((organisation, name.clone()));
        }
    }
    // with nothing written yet the people come first, and few organisations are worth asking about
    named.truncate(5);
    let mentions: Vec<Mention> = named.iter().map(|(id, _)| Mention::Organisation(*id)).collect();
    let reached = reach(db, actor, id, &mentions, now).await?;
    Ok(reached
        .into_iter()
        .zip(named)
        .map(|(one, (_, name))| Suggestion { mention: one.mention, name, organisation: None, people: one.people })
        .collect())
}

/// How many people who read the room each mention would reach.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the room, [`Error::Invalid`] for more than [`MOST`].
pub async fn reach(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    mentions: &[Mention],
    now: DateTime<Utc>,
) -> Result<Vec<Reach>> {
    let me: PersonId = actor.signed_in()?;
    if mentions.len() > MOST {
        return Err(Error::invalid("/id", "too_many"));
    }
    let readers = Readers::of(db, actor, id).await?;
    let mut reached = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let one_of = BTreeSet::from([*mention]);
        let sql = format!(
            "SELECT count(*) AS people FROM person q WHERE q.suspended_at IS NULL AND q.id <> $5 \
             AND q.id IN (SELECT z.person_id FROM ({}) z) AND {}",
            readers.sql(db),
            meant(db, readers.has_meeting(), &one_of, ["$6", "$7"])
        );
        let mut values: Vec<Value> = readers.values(day_of(now)).into();
        values.push(me.0.into());
        values.extend(lists(&one_of));
        let people = one(db, &sql, values).await?.map(|row| row.get("people")).transpose()?.unwrap_or(0);
        let refused = match mention {
            Mention::Everyone if !actor.room(id).manage => Some("everyone_not_allowed"),
            Mention::Everyone if in_peace(db, id, now).await? => Some("everyone_called_lately"),
            Mention::Everyone | Mention::Person(_) | Mention::Organisation(_) | Mention::Role(_) => None,
        };
        reached.push(Reach { mention: *mention, people, refused });
    }
    Ok(reached)
}
