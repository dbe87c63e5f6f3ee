//! Documents written together: what they look like, who has them checked out, reviews, where they are spoken of.

use sea_orm_migration::async_trait;
use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, include_str!("m0016_written_together.sql")).await?;
        let attached = match manager.get_database_backend() {
            DbBackend::Sqlite => "unhex(replace(z.value, '-', '')) FROM message m, json_each(m.attachments) z",
            _ => "z.value::uuid FROM message m, jsonb_array_elements_text(m.attachments) z(value)",
        };
        // what has been attached so far; from here on whoever writes keeps it
        let fill = format!(
            "INSERT INTO message_document (message_id, document_id) SELECT a.message_id, a.document_id FROM \
             (SELECT DISTINCT m.id AS message_id, {attached} WHERE CAST(m.attachments AS text) <> '[]') \
             a(message_id, document_id) JOIN document d ON d.id = a.document_id"
        );
        let fill = match manager.get_database_backend() {
            // SQLite names the columns of a subquery within it
            DbBackend::Sqlite => fill
                .replace(" a(message_id, document_id) JOIN", " a JOIN")
                .replace("unhex(replace(z.value, '-', ''))", "unhex(replace(z.value, '-', '')) AS document_id"),
            _ => fill,
        };
        manager.get_connection().execute_unprepared(&fill).await.map(drop)
    }
}
