//! From what the index found to what the asker is shown: every hit is read again through the finders, in one statement
//! a kind.

use std::collections::HashMap;

use domain::conversations::conversation::{self, Conversation};
use domain::conversations::message;
use domain::documents::document::{self, Document};
use domain::ids::{
    ConversationId, DecisionId, DocumentId, MeetingId, MessageId, NetworkId, OrganisationId, PromiseId, RoomId,
};
use domain::meetings::meeting::{self, Meeting};
use domain::meetings::promise::{self, Promise};
use domain::methods::decision::{self, Decision};
use domain::networks::network::Network;
use domain::networks::{organisation, public_page};
use domain::people::directory;
use domain::rooms::room;
use futures_util::try_join;
use search::{EntryKind, Hit as Found, Hits};
use uuid::Uuid;
use wire::{Author, Count, Facets, Fragment, Hit, HitConversation, HitDocument, HitKind, Named, NetworkRef, RoomRef};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// What the finders say of the hits.
struct Known {
    messages: HashMap<Uuid, message::Found>,
    documents: HashMap<Uuid, Document>,
    conversations: HashMap<Uuid, Conversation>,
    meetings: HashMap<Uuid, Meeting>,
    decisions: HashMap<Uuid, Decision>,
    promises: HashMap<Uuid, Promise>,
    networks: Vec<Network>,
}

/// The hits that the asker may be shown, in the order of the index.
pub(super) async fn shown(
    api: &Api,
    asker: &Asker,
    found: Vec<Found>,
    networks: Vec<Network>,
) -> Result<Vec<Hit>, Failure> {
    let (db, actor) = (api.store.reader(), &asker.actor);
    let ids = |kind: EntryKind| found.iter().filter(move |hit| hit.key.kind == kind).map(|hit| hit.key.id);
    let messages: Vec<_> = ids(EntryKind::Message).map(MessageId).collect();
    let documents: Vec<_> = ids(EntryKind::Document).map(DocumentId).collect();
    let conversations: Vec<_> = ids(EntryKind::Conversation).map(ConversationId).collect();
    let meetings: Vec<_> = ids(EntryKind::Meeting).map(MeetingId).collect();
    let decisions: Vec<_> = ids(EntryKind::Decision).map(DecisionId).collect();
    // what a meeting decided or promised is found as a decision, by an id of its own
    let promises: Vec<_> = ids(EntryKind::Decision).map(PromiseId).collect();
    // beside one another: each is a way to the database and back
    let (messages, documents, conversations, meetings, decisions, promises) = try_join!(
        message::found(db, actor, &messages),
        document::among(db, actor, &documents),
        conversation::among(db, actor, &conversations),
        meeting::among(db, actor, &meetings),
        decision::among(db, actor, &decisions),
        promise::among(db, actor, &promises),
    )?;
    let mut meetings = by(meetings, |m| m.id.0);
    // where a document comes from says as much as its name
    let of_documents = documents.iter().filter_map(|document| document.meeting_id);
    let of_documents: Vec<MeetingId> = of_documents.filter(|id| !meetings.contains_key(&id.0)).collect();
    meetings.extend(by(meeting::among(db, actor, &of_documents).await?, |m| m.id.0));
    let known = Known {
        messages: by(messages, |m| m.id.0),
        documents: by(documents, |d| d.id.0),
        conversations: by(conversations, |c| c.id.0),
        meetings,
        decisions: by(decisions, |d| d.id.0),
        promises: by(promises, |p| p.id.0),
        networks,
    };
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        if let Some(hit) = view(api, asker, &known, hit).await? {
            hits.push(hit);
        }
    }
    Ok(hits)
}

fn by<T>(rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> HashMap<Uuid, T> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}

async fn view(api: &Api, asker: &Asker, known: &Known, hit: Found) -> Result<Option<Hit>, Failure> {
    let id = hit.key.id;
    let blank = blank(asker, known, &hit);
    Ok(match hit.key.kind {
        EntryKind::Message => known.messages.get(&id).map(|message| Hit {
            url: format!("/samtal/{}?inlagg={}", message.conversation_id, message.position),
            conversation: Some(HitConversation {
                id: message.conversation_id,
                title: message.title.clone(),
                position: message.position,
            }),
            author: Some(Author::from(message)),
            ..blank
        }),
        EntryKind::Document => known.documents.get(&id).map(|document| {
            let page = i32::try_from(hit.key.page).unwrap_or(0);
            let at = if page > 0 { format!("?sida={page}") } else { String::new() };
            Hit {
                url: format!("/dokument/{id}{at}"),
                page: (page > 0).then_some(page),
                document: Some(HitDocument { id: document.id, name: document.name.clone(), page }),
                meeting: document
                    .meeting_id
                    .and_then(|id| known.meetings.get(&id.0))
                    .map(|found| Named { id: found.id.0, name: found.title.clone() }),
                author: Some(Author::from(document)),
                // without a day of its own it is found by that on which it was put here
                dated_on: document.dated_on.or(blank.dated_on),
                dated_precision: document.dated_precision,
                ..blank
            }
        }),
        EntryKind::Conversation => known.conversations.get(&id).map(|found| Hit {
            url: format!("/samtal/{id}"),
            conversation: Some(HitConversation { id: found.id, title: found.title.clone(), position: 1 }),
            ..blank
        }),
        EntryKind::Meeting => known.meetings.get(&id).map(|found| Hit {
            url: format!("/traffar/{id}"),
            meeting: Some(Named { id, name: found.title.clone() }),
            ..blank
        }),
        EntryKind::Person => {
            person(api, asker, id, hit.network).await?.then(|| Hit { url: format!("/personer/{id}"), ..blank })
        }
        EntryKind::Organisation => {
            let seen = hit.network.is_some_and(|n| known.networks.iter().any(|known| known.id.0 == n));
            seen.then(|| Hit { url: format!("/organisationer/{id}"), ..blank })
        }
        EntryKind::Decision if known.promises.contains_key(&id) => known.promises.get(&id).map(|found| Hit {
            url: format!("/traffar/{}#beslut-{id}", found.meeting_id),
            meeting: Some(Named { id: found.meeting_id.0, name: found.meeting.clone() }),
            ..blank
        }),
        EntryKind::Decision => known.decisions.get(&id).map(|found| Hit {
            url: format!("/beslut/{id}"),
            conversation: Some(HitConversation {
                id: found.conversation_id,
                title: Some(found.title.clone()),
                position: 1,
            }),
            ..blank
        }),
    })
}

/// Whether the asker may see the person: somebody of a network whose directory they may read.
async fn person(api: &Api, asker: &Asker, id: Uuid, network: Option<Uuid>) -> Result<bool, Failure> {
    if asker.actor.person().is_none() {
        return Ok(false);
    }
    let person = domain::ids::PersonId(id);
    let today = api.store.clock().today();
    let seen = directory::seen(api.store.reader(), &asker.actor, person, network.map(NetworkId), today).await?;
    Ok(seen)
}

/// What an entry is called where it is shown.
pub(super) fn kind(kind: EntryKind) -> HitKind {
    match kind {
        EntryKind::Message => HitKind::Message,
        EntryKind::Document => HitKind::Document,
        EntryKind::Conversation => HitKind::Conversation,
        EntryKind::Decision => HitKind::Decision,
        EntryKind::Meeting => HitKind::Meeting,
        EntryKind::Person => HitKind::Person,
        EntryKind::Organisation => HitKind::Organisation,
    }
}

/// What every hit has.
fn blank(asker: &Asker, known: &Known, hit: &Found) -> Hit {
    let room = asker.actor.facts(RoomId(hit.room)).map(|facts| RoomRef {
        id: facts.id,
        kind: facts.kind,
        name: None,
        network_id: facts.network,
    });
    let network = known.networks.iter().find(|n| Some(n.id.0) == hit.network).map(|n| NetworkRef {
        id: n.id,
        slug: n.slug.clone(),
        name: n.name.clone(),
    });
    Hit {
        kind: kind(hit.key.kind),
        id: hit.key.id,
        title: fragments(&hit.title),
        passage: fragments(&hit.passage),
        url: String::new(),
        page: None,
        more_pages: hit.more,
        document: None,
        conversation: None,
        meeting: None,
        room,
        network,
        author: None,
        dated_on: hit.dated_on,
        dated_precision: None,
    }
}

fn fragments(found: &[search::Fragment]) -> Vec<Fragment> {
    found.iter().map(|f| Fragment { text: f.text.clone(), marked: f.marked }).collect()
}

/// How the hits are spread, with names for ids.
pub(super) async fn facets(api: &Api, asker: &Asker, hits: &Hits, networks: &[Network]) -> Result<Facets, Failure> {
    let Some(facets) = &hits.facets else { return Ok(Facets::default()) };
    let ids: Vec<RoomId> = facets.rooms.iter().map(|counted| RoomId(counted.value)).collect();
    let rooms = room::among(api.store.reader(), &asker.actor, &ids).await?;
    let ids: Vec<OrganisationId> = facets.organisations.iter().map(|counted| OrganisationId(counted.value)).collect();
    let organisations = organisation::named(api.store.reader(), &asker.actor, &ids).await?;
    // what is public of other networks is called by those, where they have a page anybody may read
    let own = |id: NetworkId| networks.iter().find(|network| network.id == id).map(|network| network.name.clone());
    let others: Vec<NetworkId> =
        facets.networks.iter().map(|counted| NetworkId(counted.value)).filter(|id| own(*id).is_none()).collect();
    let others = public_page::names(api.store.reader(), &others).await?;
    let room_name = |id: Uuid| {
        let room = rooms.iter().find(|room| room.room().id.0 == id)?;
        let name = rendering::room_name(asker.words(), room);
        Some(match room.room().network_id.and_then(|id| others.get(&id)) {
            Some(network) => format!("{name}, {network}"),
            None => name,
        })
    };
    Ok(Facets {
        network: facts(&facets.networks, ToString::to_string, |id| {
            own(NetworkId(*id)).or_else(|| others.get(&NetworkId(*id)).cloned())
        }),
        kind: facts(&facets.kinds, |kind| kind.code().to_owned(), |_| None),
        year: facts(&facets.years, ToString::to_string, |_| None),
        room: facts(&facets.rooms, ToString::to_string, |id| room_name(*id)),
        host: facts(&facets.hosts, Clone::clone, |_| None),
        theme: facts(&facets.themes, Clone::clone, |_| None),
        article: facts(&facets.articles, ToString::to_string, |_| None),
        organisation: facts(&facets.organisations, ToString::to_string, |id| {
            organisations.iter().find(|organisation| organisation.id.0 == *id).map(|found| found.name.clone())
        }),
    })
}

fn facts<T>(
    counted: &[search::Counted<T>],
    key: impl Fn(&T) -> String,
    name: impl Fn(&T) -> Option<String>,
) -> Vec<Count> {
    counted.iter().map(|c| Count { key: key(&c.value), name: name(&c.value), count: c.count }).collect()
}
