//! A migration that is nothing but statements.

use sea_orm_migration::async_trait;
use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::dialect;

/// Its statements are run in one transaction. What has to be worked out for each engine has a file of its own instead.
pub(crate) struct Plain {
    /// What the database remembers it by: never changed once it has run anywhere.
    pub(crate) name: &'static str,
    /// Statements, in the words of [`dialect`].
    pub(crate) schema: &'static str,
}

impl MigrationName for Plain {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Plain {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, self.schema).await
    }
}
