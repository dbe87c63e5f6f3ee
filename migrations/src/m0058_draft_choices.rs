//! What is chosen beside the words of a draft, in columns of its own; and up to when what was moved away has been seen.

use sea_orm_migration::async_trait;
use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What one answers and whether one asks who sees it stood among the documents until now.
const ON_SQLITE: &str = "UPDATE draft SET answers = unhex(replace(json_extract(attachments, '$.answers'), '-', '')), \
    ask_seen = coalesce(json_extract(attachments, '$.ask_seen'), FALSE), \
    attachments = json_extract(attachments, '$.documents') WHERE json_type(attachments) = 'object'";
const ON_POSTGRES: &str = "UPDATE draft SET answers = (attachments->>'answers')::uuid, \
    ask_seen = coalesce((attachments->>'ask_seen')::boolean, FALSE), attachments = attachments->'documents' \
    WHERE jsonb_typeof(attachments) = 'object'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, include_str!("m0058_draft_choices.sql")).await?;
        let part = match manager.get_database_backend() {
            DbBackend::Sqlite => ON_SQLITE,
            _ => ON_POSTGRES,
        };
        manager.get_connection().execute_unprepared(part).await.map(drop)
    }
}
