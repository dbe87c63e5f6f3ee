//! Read marks: where each person has read to in what they may read today.

use std::sync::Arc;

use domain::actor::Actor;
use domain::conversations::read_mark;
use domain::ids::{ConversationId, PersonId};
use domain::installation;
use domain::store::{Store, Tx};

use super::asking::Asked;
use super::conversations::Told;
use super::ground::Ground;
use crate::demo::reading::ConversationRef;

/// How many marks share a commit.
const TOGETHER: usize = 200;

pub(super) async fn mark(store: &Store, ground: &Arc<Ground>, told: &[Told]) -> domain::Result<()> {
    let version = installation::facts(store.reader()).await?.access_version;
    let mut marks: Vec<(PersonId, ConversationId, i64)> = Vec::new();
    for person in &ground.content.people {
        let id = ground.person(&person.key)?;
        let access = store.access_of(Some(id), version).await?;
        for conversation in told {
            let (name, messages) = conversation.source.read(ground)?;
            let reads = match (conversation.room, name) {
                (Some(room), _) => access.room(room).read,
                (None, ConversationRef::Direct(people)) => people.contains(&person.key),
                (None, _) => false,
            };
            let position = ground.content.read_position(&person.key, name, messages);
            if reads && position > 0 {
                marks.push((id, conversation.id, i64::from(position)));
            }
        }
    }
    keep(store, marks).await
}

/// What was asked and decided long ago has been read by everybody who reads the room.
pub(super) async fn mark_long_ago(store: &Store, ground: &Arc<Ground>, all: &[Asked]) -> domain::Result<()> {
    const LONG_AGO: u32 = 30;
    let version = installation::facts(store.reader()).await?.access_version;
    let mut marks = Vec::new();
    for person in &ground.content.people {
        let id = ground.person(&person.key)?;
        let access = store.access_of(Some(id), version).await?;
        let read = all.iter().filter(|one| one.days_ago > LONG_AGO && access.room(one.room).read);
        marks.extend(read.map(|one| (id, one.id, one.messages)));
    }
    keep(store, marks).await
}

async fn keep(store: &Store, marks: Vec<(PersonId, ConversationId, i64)>) -> domain::Result<()> {
    for together in marks.chunks(TOGETHER) {
        let together = together.to_vec();
        let write = move |tx: Tx| async move {
            for (person, conversation, position) in together {
                read_mark::mark_as(&tx, person, conversation, position).await?;
            }
            Ok(())
        };
        store.write(&Actor::System, write).await?;
    }
    Ok(())
}
