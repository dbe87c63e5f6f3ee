//! An *information* published to several of one's networks in one step: a thread of its own in each.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::conversation::{NewThread, ThreadKind, start};
use super::message::Post;
use super::tags::Tags;
use super::text::Text;
use crate::access::RoomKind;
use crate::actor::Actor;
use crate::ids::{ConversationId, NetworkId};
use crate::rooms::room;
use crate::store::{Db, FromRow, Ids, Tx, rows};
use crate::{Error, Result};

/// The most networks of one information.
pub const MOST_NETWORKS: usize = 20;

/// What to publish.
#[derive(Clone, Debug)]
pub struct Information {
    /// The client's own name for it: the same name again publishes nothing anew.
    pub client_id: Uuid,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub tags: Tags,
    /// What it says.
    pub text: Text,
}

/// Publishes it in *Hela nätverket* of each network; in all or in none. Gives its name, by which [`published`] finds it.
///
/// # Errors
/// [`Error::NotFoundIn`] for a network whose room one does not see, [`Error::Forbidden`] for one where one does not write,
/// [`Error::Invalid`] for none or too many.
pub async fn publish(tx: &Tx, networks: &[NetworkId], information: &Information) -> Result<Uuid> {
    let access = tx.actor().own_access()?;
    let once: BTreeSet<NetworkId> = networks.iter().copied().collect();
    if once.is_empty() || networks.len() > MOST_NETWORKS {
        return Err(Error::invalid("/networks", if once.is_empty() { "empty" } else { "too_many" }));
    }
    let mut rooms = Vec::with_capacity(once.len());
    for network in once {
        let whole = access.readable_rooms().find(|r| r.network == Some(network) && r.kind == RoomKind::WholeNetwork);
        let whole = whole.ok_or(Error::NotFoundIn("/networks"))?;
        rooms.push((network, room::readable(tx, tx.actor(), whole.id).await?));
    }
    for (_, room) in &rooms {
        room.writable()?;
    }
    for (network, room) in rooms {
        let first = Post {
            client_id: name_in(information.client_id, network),
            text: information.text.clone(),
            attachments: Vec::new(),
            answers: None,
            ask_seen: false,
            read_to: None,
        };
        let new = NewThread {
            kind: ThreadKind::Information,
            title: information.title.clone(),
            tags: information.tags.clone(),
            first,
        };
        start(tx, &room, new).await?;
    }
    Ok(information.client_id)
}

/// The threads of an information that the person asking has published by that name, in the order of the networks.
///
/// # Errors
/// [`Error::Unauthenticated`] for nobody in particular.
pub async fn published(
    db: &impl Db,
    actor: &Actor,
    client_id: Uuid,
    networks: &[NetworkId],
) -> Result<Vec<ConversationId>> {
    #[derive(FromRow)]
    struct Thread {
        client_id: Uuid,
        conversation_id: ConversationId,
    }
    let author = actor.signed_in()?;
    let names: Vec<Uuid> = networks.iter().map(|network| name_in(client_id, *network)).collect();
    let sql = format!(
        "SELECT client_id, conversation_id FROM message WHERE author_id = $1 AND client_id IN {}",
        Ids::sql(db, "$2")
    );
    let mut threads: Vec<Thread> = rows(db, &sql, [author.0.into(), Ids::value(names.clone())]).await?;
    threads.sort_by_key(|thread| names.iter().position(|name| *name == thread.client_id));
    Ok(threads.into_iter().map(|thread| thread.conversation_id).collect())
}

/// What the client's name becomes in one network: the same each time, another in each.
fn name_in(client_id: Uuid, network: NetworkId) -> Uuid {
    let hash = Sha256::new().chain_update(client_id.as_bytes()).chain_update(network.0.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
