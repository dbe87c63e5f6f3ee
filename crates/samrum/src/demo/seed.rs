//! Fills an empty store with the demo: what [`super::content`] tells of, as rows.
//!
//! All of it goes through the domain's commands as the installation itself, so that whatever a command keeps true holds
//! for the demo too. Ids and dates hang on the first start; the rest is the same every time.

mod aftermath;
mod agreements;
mod asking;
mod attention;
mod conversations;
mod documents;
mod finding;
mod ground;
mod importing;
mod joining;
mod meetings;
mod networks;
mod people;
mod presenting;
mod reaching;
mod reading;
mod rooms;
mod standing;

#[cfg(test)]
mod check;

use std::sync::Arc;

use domain::documents::blob::Blobs;
use domain::installation;
use domain::store::Store;

use ground::Ground;

/// What the demo holds once it is filled.
#[derive(Debug, Clone)]
pub struct Seeded {
    /// The people to sign in as, in the order they are shown.
    pub people: Vec<wire::DemoPerson>,
}

/// How a media type is told from the first bytes of a file and its name.
pub type MediaType = fn(&[u8], &str) -> &'static str;

/// The people to sign in as, in the order they are shown: for a demo that is filled already.
#[must_use]
pub fn people() -> Vec<wire::DemoPerson> {
    match super::content() {
        Ok(content) => people::signing_in(&content.people),
        // the files are part of the program: only a change of them can bring this about, and their tests hold it off
        Err(error) => {
            tracing::error!(%error, "the demo's people can't be read");
            Vec::new()
        }
    }
}

/// Fills the store, which holds nothing yet, and then says of the installation that it is a demo. `password_hash` is
/// that of [`super::PASSWORD`] and everybody's. What the documents say is left for the indexer to read.
///
/// Takes a few seconds. Broken off, the store is of no use: it is not marked as a demo and has to be thrown away.
///
/// # Errors
/// When the database or the disk can't be written, or the store is not empty.
pub async fn seed(
    store: &Store,
    blobs: &Blobs,
    password_hash: String,
    media_type: MediaType,
) -> anyhow::Result<Seeded> {
    let content = tokio::task::spawn_blocking(super::content).await??;
    let signing_in = people::signing_in(&content.people);
    let organisations = people::organisations(store, &content).await?;
    let persons = people::persons(store, &content, password_hash).await?;
    let ground = Arc::new(Ground::new(content, store.clock().now(), organisations, persons));

    let (mut networks, mut told, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..ground.content.networks.len() {
        let mut built = networks::build(store, &ground, index).await?;
        agreements::build(store, &ground, &built).await?;
        meetings::hold(store, &ground, &mut built).await?;
        rooms::make(store, &ground, &built).await?;
        let built = Arc::new(built);
        let documents = documents::bring_in(store, blobs, &ground, &built, media_type).await?;
        agreements::look_over(store, &documents).await?;
        let own = conversations::tell(store, &ground, &built, documents).await?;
        conversations::lifted(store, &ground, &built, &own).await?;
        told.extend(own);
        asked.extend(asking::ask_and_decide(store, &ground, &built).await?);
        networks.push(built);
    }
    presenting::introduce(store, &ground).await?;
    joining::ask_to_join(store, &ground, &networks).await?;
    told.extend(conversations::tell_directly(store, &ground, networks).await?);
    reading::mark(store, &ground, &told).await?;
    attention::draw(store, &ground, &told).await?;
    finding::lay_out(store, &ground, &told).await?;
    reaching::lay(store, &ground, &told).await?;
    importing::begin(store, blobs, &ground).await?;
    reading::mark_long_ago(store, &ground, &asked).await?;
    installation::mark_as_demo(store).await?;
    Ok(Seeded { people: signing_in })
}
