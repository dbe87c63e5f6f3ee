//! Several documents taken along together: which, and under what path each stands among the others.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::document::{self, Document};
use super::folder::{self, Folder};
use crate::access::RoomKind;
use crate::actor::Actor;
use crate::ids::{DocumentId, FolderId};
use crate::store::{Db, Store};
use crate::{Error, Result};

/// The most documents taken along at once.
pub const MOST: usize = 5_000;
/// The most folders inside one another that are told apart; deeper ones stand together.
const DEEPEST: usize = 30;

/// A document and where it stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// Which.
    pub id: DocumentId,
    /// Its path, with `/` between; unique whether letters are small or capital.
    pub path: String,
    /// The hash of its bytes.
    pub hash: String,
    /// How many bytes.
    pub size: u64,
    /// Last changed when.
    pub changed_at: DateTime<Utc>,
}

/// The documents chosen, those of several rooms each in a folder of its room's name; `called` says that of a room that
/// came with its network.
///
/// # Errors
/// [`Error::NotFound`] where one of them is none, or none for this actor.
pub async fn chosen(
    db: &impl Db,
    actor: &Actor,
    ids: &[DocumentId],
    called: fn(RoomKind) -> &'static str,
) -> Result<Vec<Bundled>> {
    let wanted: HashSet<DocumentId> = ids.iter().copied().collect();
    let found = document::among(db, actor, ids).await?;
    if found.len() != wanted.len() {
        return Err(Error::NotFound);
    }
    let rooms: HashSet<_> = found.iter().map(|row| row.room_id).collect();
    let place = |row: &Document| {
        let room = row.room_name.clone().unwrap_or_else(|| called(row.room_kind).to_owned());
        (rooms.len() > 1).then_some(room).into_iter().collect()
    };
    Ok(arranged(found, place))
}

/// Everything in a folder and the folders inside it.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the folder, [`Error::Conflict`] when there is too much in it.
pub async fn of_folder(db: &impl Db, actor: &Actor, id: FolderId) -> Result<(Folder, Vec<Bundled>)> {
    let top = folder::readable(db, actor, id).await?;
    let all: HashMap<FolderId, Folder> =
        folder::all(db, top.room_id).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut within: HashMap<FolderId, Vec<String>> = HashMap::from([(id, Vec::new())]);
    for start in all.keys() {
        if let Some(path) = path_down(&all, id, *start) {
            within.insert(*start, path);
        }
    }
    let ids: Vec<FolderId> = within.keys().copied().collect();
    let found = document::in_folders(db, top.room_id, &ids, MOST + 1).await?;
    if found.len() > MOST {
        return Err(Error::Conflict("too_many_files"));
    }
    let place = |row: &Document| row.folder_id.and_then(|folder| within.get(&folder)).cloned().unwrap_or_default();
    let bundled = arranged(found, place);
    Ok((top, bundled))
}

/// Whether one of them may still go along: whoever takes it in may do so slowly, and what they lose takes effect here too.
/// Gives who asks with the access of this moment.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session has ended, [`Error::NotFound`] for a document one sees no longer.
pub async fn still(store: &Store, actor: &Actor, one: &Bundled) -> Result<Actor> {
    let actor = match (actor, actor.session()) {
        (_, Some(session)) => store.actor_of(session).await?,
        (Actor::Anonymous(_), None) => store.anonymous().await?,
        (_, None) => actor.clone(),
    };
    document::readable(store.reader(), &actor, one.id).await?;
    Ok(actor)
}

/// The names on the way from the folder `from` down to `to`; none where it is not inside.
fn path_down(all: &HashMap<FolderId, Folder>, from: FolderId, to: FolderId) -> Option<Vec<String>> {
    let (mut names, mut at) = (Vec::new(), to);
    for _ in 0..DEEPEST {
        if at == from {
            names.reverse();
            return Some(names);
        }
        let here = all.get(&at)?;
        names.push(here.name.clone());
        at = here.parent_id?;
    }
    None
}

/// Each under a path of its own.
fn arranged(rows: Vec<Document>, place: impl Fn(&Document) -> Vec<String>) -> Vec<Bundled> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut bundled = BTreeMap::new();
    for row in rows {
        let mut steps = place(&row);
        steps.push(row.name.clone());
        let path = free(&steps.join("/"), &taken);
        taken.insert(path.to_lowercase());
        let size = u64::try_from(row.size).unwrap_or_default();
        let one = Bundled { id: row.id, path: path.clone(), hash: row.blob_hash, size, changed_at: row.changed_at };
        bundled.insert(path, one);
    }
    bundled.into_values().collect()
}

/// The path, with a number before its ending where it is taken.
fn free(path: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(&path.to_lowercase()) {
        return path.to_owned();
    }
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let ending = path[name..].rfind('.').map_or(path.len(), |at| name + at);
    let numbered = |number: usize| format!("{} ({number}){}", &path[..ending], &path[ending..]);
    (2..).map(numbered).find(|candidate| !taken.contains(&candidate.to_lowercase())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_apart() {
        let mut taken = HashSet::new();
        let mut put = |path: &str| {
            let path = free(path, &taken);
            taken.insert(path.to_lowercase());
            path
        };
        assert_eq!(put("a.b/Plan.pdf"), "a.b/Plan.pdf");
        assert_eq!(put("a.b/plan.PDF"), "a.b/plan (2).PDF");
        assert_eq!(put("a.b/Plan.pdf"), "a.b/Plan (3).pdf");
        assert_eq!(put("a.b/plan"), "a.b/plan");
        assert_eq!(put("a.b/plan"), "a.b/plan (2)");
    }
}
