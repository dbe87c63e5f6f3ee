//! Documents beside the conversations of a room; and themes that are written with a capital letter, as they are from now on.

use sea_orm_migration::async_trait;
use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::dialect;

/// Where themes are kept, as JSON lists of words.
const TAGGED: [&str; 4] = ["conversation", "document", "meeting", "import_file"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, include_str!("m0059_pinned_documents.sql")).await?;
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        for table in TAGGED {
            let sql = if sqlite { on_sqlite(table) } else { on_postgres(table) };
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

/// Its own `upper` knows the letters of English only.
fn on_sqlite(table: &str) -> String {
    format!(
        "UPDATE {table} SET themes = (SELECT json_group_array(x.label) FROM (SELECT CASE substr(e.value, 1, 1) \
         WHEN 'å' THEN 'Å' WHEN 'ä' THEN 'Ä' WHEN 'ö' THEN 'Ö' ELSE upper(substr(e.value, 1, 1)) END \
         || substr(e.value, 2) AS label FROM json_each({table}.themes) e ORDER BY e.key) x) WHERE themes <> '[]'"
    )
}

fn on_postgres(table: &str) -> String {
    format!(
        "UPDATE {table} SET themes = (SELECT jsonb_agg(upper(left(e.word, 1)) || substr(e.word, 2) ORDER BY e.n) \
         FROM jsonb_array_elements_text({table}.themes) WITH ORDINALITY AS e(word, n)) WHERE themes <> '[]'::jsonb"
    )
}
