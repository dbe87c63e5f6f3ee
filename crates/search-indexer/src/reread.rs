//! Reading the truth again, into a sink.

use std::collections::HashSet;

use domain::actor::Actor;
use domain::ids::{ConversationId, DecisionId, DocumentId, MeetingId, MessageId, OrganisationId, PersonId, PromiseId};
use domain::indexing::{self, Subject, Walk};
use domain::store::Store;
use search::{EntryKey, EntryKind, Removal};
use uuid::Uuid;

use crate::project::Touched;
use crate::sink::Sink;
use crate::{Result, entries};

/// Rows of one page of a walk.
pub(crate) const ROWS: usize = 200;
/// Pages of a document read at a time: each may be long.
const PAGES: i64 = 50;

/// Reads everything touched again.
pub(crate) async fn touched(store: &Store, touched: &Touched, sink: &mut Sink<'_>) -> Result<()> {
    for (subject, ids) in &touched.ids {
        let ids: Vec<Uuid> = ids.iter().copied().collect();
        for chunk in ids.chunks(ROWS) {
            some(store, *subject, chunk, sink).await?;
        }
    }
    for walk in &touched.walks {
        walked(store, *walk, sink).await?;
    }
    Ok(())
}

/// Reads all that the walk comes by.
pub(crate) async fn walked(store: &Store, walk: Walk, sink: &mut Sink<'_>) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let ids = indexing::ids(store.reader(), &Actor::System, walk, after, ROWS as i64).await?;
        some(store, walk.subject(), &ids, sink).await?;
        match ids.last() {
            Some(last) if ids.len() == ROWS => after = *last,
            _ => return Ok(()),
        }
    }
}

async fn some(store: &Store, subject: Subject, ids: &[Uuid], sink: &mut Sink<'_>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let (db, system) = (store.reader(), &Actor::System);
    match subject {
        Subject::Messages => {
            let ids: Vec<_> = ids.iter().copied().map(MessageId).collect();
            let found = indexing::messages(db, system, &ids).await?.into_iter().map(entries::message);
            replace(EntryKind::Message, ids.iter().map(|id| id.0), found.collect(), sink);
        }
        Subject::Conversations => {
            let ids: Vec<_> = ids.iter().copied().map(ConversationId).collect();
            let found = indexing::conversations(db, system, &ids).await?.into_iter().filter_map(entries::conversation);
            replace(EntryKind::Conversation, ids.iter().map(|id| id.0), found.collect(), sink);
        }
        Subject::Meetings => {
            let ids: Vec<_> = ids.iter().copied().map(MeetingId).collect();
            let found = indexing::meetings(db, system, &ids).await?.into_iter().map(entries::meeting);
            replace(EntryKind::Meeting, ids.iter().map(|id| id.0), found.collect(), sink);
        }
        Subject::Decisions => {
            let ids: Vec<_> = ids.iter().copied().map(DecisionId).collect();
            let found = indexing::decisions(db, system, &ids).await?.into_iter().map(entries::decision);
            replace(EntryKind::Decision, ids.iter().map(|id| id.0), found.collect(), sink);
        }
        // they are decisions to whoever looks for one, each by its own id
        Subject::Promises => {
            let ids: Vec<_> = ids.iter().copied().map(PromiseId).collect();
            let found = indexing::promises(db, system, &ids).await?.into_iter().map(entries::promise);
            replace(EntryKind::Decision, ids.iter().map(|id| id.0), found.collect(), sink);
        }
        Subject::Documents => documents(store, ids, sink).await?,
        Subject::People => {
            let ids: Vec<_> = ids.iter().copied().map(PersonId).collect();
            let found = indexing::people(db, system, &ids, store.clock().today()).await?;
            replace_objects(EntryKind::Person, ids.iter().map(|id| id.0), entries::people(found), sink);
        }
        Subject::Organisations => {
            let ids: Vec<_> = ids.iter().copied().map(OrganisationId).collect();
            let found = indexing::organisations(db, system, &ids, store.clock().today()).await?;
            let found = found.into_iter().map(entries::organisation).collect();
            replace_objects(EntryKind::Organisation, ids.iter().map(|id| id.0), found, sink);
        }
    }
    sink.breathe().await
}

/// Puts what was found; what was asked for and not found is gone.
fn replace(kind: EntryKind, asked: impl Iterator<Item = Uuid>, found: Vec<search::Entry>, sink: &mut Sink<'_>) {
    let there: HashSet<Uuid> = found.iter().map(|entry| entry.key.id).collect();
    asked.filter(|id| !there.contains(id)).for_each(|id| sink.remove(Removal::Entry(EntryKey::new(kind, id))));
    found.into_iter().for_each(|entry| sink.put(entry));
}

/// Puts what was found in place of all there was of what was asked for.
fn replace_objects(kind: EntryKind, asked: impl Iterator<Item = Uuid>, found: Vec<search::Entry>, sink: &mut Sink<'_>) {
    asked.for_each(|id| sink.remove(Removal::Object { kind, id }));
    found.into_iter().for_each(|entry| sink.put(entry));
}

async fn documents(store: &Store, ids: &[Uuid], sink: &mut Sink<'_>) -> Result<()> {
    let (db, system) = (store.reader(), &Actor::System);
    let asked: Vec<_> = ids.iter().copied().map(DocumentId).collect();
    let found = indexing::documents(db, system, &asked).await?;
    let there: HashSet<Uuid> = found.iter().map(|row| row.id.0).collect();
    for id in ids.iter().filter(|id| !there.contains(id)) {
        sink.remove(Removal::Object { kind: EntryKind::Document, id: *id });
    }
    for row in found {
        sink.breathe().await?;
        sink.remove(Removal::Object { kind: EntryKind::Document, id: row.id.0 });
        let own = entries::document(&row);
        let mut after = 0;
        loop {
            let pages = indexing::pages(db, system, row.id, after, PAGES).await?;
            let (full, last) = (pages.len() as i64 == PAGES, pages.last().map(|page| page.number));
            pages.into_iter().for_each(|page| sink.put(entries::page(&own, page)));
            match last {
                Some(number) => after = number,
                // without pages it is found by its name
                None if after == 0 => sink.put(own.clone()),
                None => {}
            }
            if !full {
                break;
            }
            sink.breathe().await?;
        }
    }
    Ok(())
}
