//! One thread writes: whoever waits shares a transaction and its flush.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Result, anyhow};
use rusqlite::{Connection, params};
use tokio::sync::oneshot;
use uuid::Uuid;

/// The most rows of one transaction, as in the product.
const BATCH: usize = 64;
/// The most rows that wait, as in the product.
const QUEUE: usize = 1024;

/// A row to write.
#[derive(Debug)]
pub struct Posted {
    /// Its id.
    pub id: Uuid,
    /// Where.
    pub conversation: Uuid,
    /// Who.
    pub person: Uuid,
    /// What.
    pub text: String,
}

type Waiting = (Posted, oneshot::Sender<bool>);

/// The way to the writing thread.
#[derive(Clone, Debug)]
pub struct Writer(SyncSender<Waiting>);

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn start(path: &Path) -> Result<Self> {
        let connection = super::rows::open(path)?;
        let (queue, waiting) = sync_channel(QUEUE);
        std::thread::Builder::new().name("writer".into()).spawn(move || write(&connection, &waiting))?;
        Ok(Self(queue))
    }

    /// Writes a row; it is on the disk when this returns.
    ///
    /// # Errors
    /// When too many wait or the database fails.
    pub async fn post(&self, posted: Posted) -> Result<()> {
        let (done, wait) = oneshot::channel();
        self.0.try_send((posted, done)).map_err(|_| anyhow!("too many wait"))?;
        if wait.await? { Ok(()) } else { Err(anyhow!("not written")) }
    }
}

fn write(connection: &Connection, waiting: &Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Ok(first) = waiting.recv() {
        batch.push(first);
        batch.extend(waiting.try_iter().take(BATCH - 1));
        let written = together(connection, &batch);
        if let Err(error) = &written {
            eprintln!("floor: {error:#}");
        }
        for (_, done) in batch.drain(..) {
            // whoever asked may have gone
            done.send(written.is_ok()).ok();
        }
    }
}

fn together(connection: &Connection, batch: &[Waiting]) -> Result<()> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    for (posted, _) in batch {
        connection
            .prepare_cached("INSERT INTO posted (id, conversation, person, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                posted.id.as_bytes(),
                posted.conversation.as_bytes(),
                posted.person.as_bytes(),
                posted.text
            ])?;
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}
