//! A conversation knows which organisations have answered in it: a list shows that for every row.

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
        dialect::run(manager, include_str!("m0005_answered_by.sql")).await?;
        let list = match manager.get_database_backend() {
            DbBackend::Sqlite => "json_group_array(json_object('id', lower(hex(id)), 'name', name))",
            _ => "coalesce(jsonb_agg(jsonb_build_object('id', replace(id::text, '-', ''), 'name', name)), '[]')",
        };
        // what was there before gets it once; from here on whoever writes keeps it right
        let fill = format!(
            "UPDATE conversation SET answered_by = (SELECT {list} FROM (SELECT o.id, o.name FROM (\
             SELECT author_organisation_id AS organisation, min(position) AS first FROM message \
             WHERE conversation_id = conversation.id AND position > 1 AND deleted_at IS NULL \
             GROUP BY author_organisation_id) a JOIN organisation o ON o.id = a.organisation \
             ORDER BY a.first LIMIT 5) named) WHERE last_position > 1"
        );
        manager.get_connection().execute_unprepared(&fill).await.map(drop)
    }
}
