//! Stored texts through a newer renderer: what is shown is as it would be had it been written today. What messages said
//! before they were edited stays as it was made, for who looks back at it.
//!
//! The HTML follows from the text alone, so nothing happens that anybody is told of; who has it on the screen sees the new
//! form the next time.

use uuid::Uuid;

use super::{RENDERER_VERSION, shown};
use crate::Result;
use crate::actor::Actor;
use crate::store::{FromRow, Store, execute, one, rows};

/// So many at a time, so that nobody waits.
const PIECE: i64 = 100;

/// Other tables of texts. They hold few, so their rows are found by what they say.
const OTHERS: [&str; 3] = ["summary_version", "ask_answer", "agreement_version"];

/// Renders again what an older renderer made of texts that stand, once for each renderer. What is broken off begins anew.
///
/// # Errors
/// When the database can't be reached.
pub async fn render_again(store: &Store) -> Result<()> {
    let found = one(store.reader(), "SELECT renderer_version FROM installation WHERE id = 1", []).await?;
    let through: i32 = found.map(|row| row.get("renderer_version")).transpose()?.unwrap_or(RENDERER_VERSION);
    if through >= RENDERER_VERSION {
        return Ok(());
    }
    messages(store).await?;
    for table in OTHERS {
        others(store, table).await?;
    }
    store
        .write(&Actor::System, |tx| async move {
            let sql = "UPDATE installation SET renderer_version = $1 WHERE id = 1";
            execute(&tx, sql, [RENDERER_VERSION.into()]).await
        })
        .await
}

async fn messages(store: &Store) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        text: String,
    }
    let mut after = Uuid::nil();
    loop {
        let sql = "SELECT id, text FROM message WHERE id > $1 AND renderer_version < $2 ORDER BY id LIMIT $3";
        let found: Vec<Row> = rows(store.reader(), sql, [after.into(), RENDERER_VERSION.into(), PIECE.into()]).await?;
        let Some(last) = found.last() else { return Ok(()) };
        after = last.id;
        let mut made = Vec::with_capacity(found.len());
        for row in found {
            made.push((row.id, shown(&row.text), row.text));
            // a long one takes its time, and others run in this thread too
            tokio::task::yield_now().await;
        }
        store
            .write(&Actor::System, move |tx| {
                let made = made.clone();
                async move {
                    for (id, html, text) in made {
                        // one that was changed meanwhile has been through the new one
                        let sql = "UPDATE message SET html = coalesce($2, html), renderer_version = $3 \
                                   WHERE id = $1 AND text = $4";
                        execute(&tx, sql, [id.into(), html.into(), RENDERER_VERSION.into(), text.into()]).await?;
                    }
                    Ok(())
                }
            })
            .await?;
    }
}

async fn others(store: &Store, table: &'static str) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        text: String,
    }
    loop {
        let sql = format!("SELECT DISTINCT text FROM {table} WHERE renderer_version < $1 LIMIT $2");
        let found: Vec<Row> = rows(store.reader(), &sql, [RENDERER_VERSION.into(), PIECE.into()]).await?;
        if found.is_empty() {
            return Ok(());
        }
        let mut made = Vec::with_capacity(found.len());
        for row in found {
            made.push((shown(&row.text), row.text));
            tokio::task::yield_now().await;
        }
        store
            .write(&Actor::System, move |tx| {
                let made = made.clone();
                async move {
                    for (html, text) in made {
                        let sql = format!(
                            "UPDATE {table} SET html = coalesce($1, html), renderer_version = $2 WHERE text = $3"
                        );
                        execute(&tx, &sql, [html.into(), RENDERER_VERSION.into(), text.into()]).await?;
                    }
                    Ok(())
                }
            })
            .await?;
    }
}
