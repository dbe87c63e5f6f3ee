//! What somebody has begun to bring in from the system before, and not looked through yet.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use domain::access::RoomKind;
use domain::actor::Actor;
use domain::documents::blob::Blobs;
use domain::documents::{import, intake};
use domain::networks::network;
use domain::store::{Store, Tx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ground::Ground;

/// The files, a line each: path and text.
const FILES: &str = include_str!("../../../demo/import.txt");
const NAME: &str = "Projectplace 2008–2009.zip";
const NETWORK: &str = "partnerskapet";
const WHO: &str = "helena";

/// Begins the import; the server lists it.
pub(super) async fn begin(store: &Store, blobs: &Blobs, ground: &Arc<Ground>) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in FILES.lines().filter_map(|line| line.split_once('|')) {
        zip.start_file(path, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    let bytes = zip.finish()?.into_inner();
    let blob = blobs.store_bytes(bytes.into()).await?;
    let network = network::by_slug(store.reader(), &Actor::System, NETWORK).await?.id;
    let room = intake::room_of_kind(store.reader(), &Actor::System, network, RoomKind::WholeNetwork).await?;
    let person = ground.person(WHO)?;
    let write = move |tx: Tx| {
        let (room, blob) = (room.room().id, blob.clone());
        async move { import::begin_as(&tx, network, room, person, NAME, blob).await }
    };
    store.write(&Actor::System, write).await?;
    Ok(())
}
