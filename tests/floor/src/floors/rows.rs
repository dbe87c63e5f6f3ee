//! One indexed query each, on SQLite with prepared statements and no layer in between.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use uuid::Uuid;

/// The tables: everything an answer needs stands in the row itself.
pub const TABLES: &str = "
CREATE TABLE session (id blob PRIMARY KEY, person blob NOT NULL) WITHOUT ROWID;
CREATE TABLE message (id blob NOT NULL, conversation blob NOT NULL, position integer NOT NULL, author text NOT NULL,
  organisation text NOT NULL, text text NOT NULL, html text NOT NULL, at text NOT NULL);
CREATE UNIQUE INDEX message_position ON message (conversation, position);
CREATE TABLE conversation (id blob PRIMARY KEY, network blob NOT NULL, title text NOT NULL, author text NOT NULL,
  last_author text NOT NULL, excerpt text NOT NULL, last_position integer NOT NULL, last_at integer NOT NULL);
CREATE INDEX conversation_network ON conversation (network, last_at);
CREATE TABLE read_mark (person blob NOT NULL, conversation blob NOT NULL, position integer NOT NULL,
  PRIMARY KEY (person, conversation)) WITHOUT ROWID;
CREATE TABLE posted (id blob PRIMARY KEY, conversation blob NOT NULL, person blob NOT NULL, text text NOT NULL);
";

/// A message as the floor answers it: about as many bytes as the product's.
#[derive(Debug, Serialize)]
pub struct Message {
    id: Uuid,
    conversation_id: Uuid,
    position: i64,
    author: Author,
    text: String,
    html: String,
    created_at: String,
    revision: i64,
}

#[derive(Debug, Serialize)]
struct Author {
    name: String,
    organisation: String,
    standing_kind: &'static str,
}

/// A conversation in a list, with how much of it is unread.
#[derive(Debug, Serialize)]
pub struct Conversation {
    id: Uuid,
    kind: &'static str,
    title: String,
    author: String,
    last_author: String,
    excerpt: String,
    last_position: i64,
    unread: i64,
    last_at: i64,
}

/// A connection for one thread of the server.
#[derive(Debug)]
pub struct Rows(Connection);

/// Opens the database with the durability of the product.
///
/// # Errors
/// When it can't be opened.
pub fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", "-8192")?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(connection)
}

fn uuid(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    let bytes: [u8; 16] = row.get(column)?;
    Ok(Uuid::from_bytes(bytes))
}

impl Rows {
    /// Opens one more connection.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self(open(path)?))
    }

    /// Whose session it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person(&self, session: Uuid) -> Result<Option<Uuid>> {
        let mut statement = self.0.prepare_cached("SELECT person FROM session WHERE id = ?1")?;
        Ok(statement.query_row([session.as_bytes()], |row| uuid(row, 0)).optional()?)
    }

    /// Twenty messages of a conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub fn thread(&self, conversation: Uuid) -> Result<Vec<Message>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, position, author, organisation, text, html, at FROM message \
             WHERE conversation = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        )?;
        let found = statement.query_map(params![conversation.as_bytes(), 0, 20], |row| {
            Ok(Message {
                id: uuid(row, 0)?,
                conversation_id: conversation,
                position: row.get(1)?,
                author: Author { name: row.get(2)?, organisation: row.get(3)?, standing_kind: "member" },
                text: row.get(4)?,
                html: row.get(5)?,
                created_at: row.get(6)?,
                revision: 1,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The twenty conversations with the newest activity.
    ///
    /// # Errors
    /// When the database fails.
    pub fn list(&self, network: Uuid, person: Uuid) -> Result<Vec<Conversation>> {
        let mut statement = self.0.prepare_cached(
            "SELECT c.id, c.title, c.author, c.last_author, c.excerpt, c.last_position, \
             c.last_position - coalesce(r.position, 0), c.last_at FROM conversation c \
             LEFT JOIN read_mark r ON r.person = ?2 AND r.conversation = c.id \
             WHERE c.network = ?1 ORDER BY c.last_at DESC LIMIT 20",
        )?;
        let found = statement.query_map(params![network.as_bytes(), person.as_bytes()], |row| {
            Ok(Conversation {
                id: uuid(row, 0)?,
                kind: "thread",
                title: row.get(1)?,
                author: row.get(2)?,
                last_author: row.get(3)?,
                excerpt: row.get(4)?,
                last_position: row.get(5)?,
                unread: row.get(6)?,
                last_at: row.get(7)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
