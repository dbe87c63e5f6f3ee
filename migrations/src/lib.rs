//! The schema, for SQLite and PostgreSQL alike.
//!
//! One migration is one file; its statements are plain SQL in which a few words in braces stand for the types that the
//! engines name differently (see [`dialect`]). Rules: expand first, contract a release later, so that one version back
//! still works; a table is never rewritten in place while both versions may run.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

use plain::Plain;

mod dialect;
mod m0005_answered_by;
mod m0016_written_together;
mod m0058_draft_choices;
mod m0059_pinned_documents;
mod plain;

/// One that is nothing but the statements of its file; its name is the file's.
macro_rules! plain {
    ($name:literal) => {
        Box::new(Plain { name: $name, schema: include_str!(concat!($name, ".sql")) })
    };
}

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            plain!("m0001_base"),
            plain!("m0002_conversations"),
            plain!("m0003_documents"),
            plain!("m0004_notifications"),
            Box::new(m0005_answered_by::Migration),
            plain!("m0006_talk"),
            plain!("m0007_threads"),
            plain!("m0008_asks"),
            plain!("m0009_attention"),
            plain!("m0010_writing"),
            plain!("m0012_seen"),
            plain!("m0013_shelves"),
            plain!("m0014_meetings"),
            plain!("m0015_finding"),
            Box::new(m0016_written_together::Migration),
            plain!("m0017_beforehand"),
            plain!("m0018_notices"),
            plain!("m0019_seats"),
            plain!("m0020_organisations"),
            plain!("m0021_imports"),
            plain!("m0022_succession"),
            plain!("m0023_joining"),
            plain!("m0025_own_account"),
            plain!("m0026_governing"),
            plain!("m0027_agreements"),
            plain!("m0028_rooms"),
            plain!("m0029_mailings"),
            plain!("m0030_running"),
            plain!("m0031_people"),
            plain!("m0032_notes"),
            plain!("m0033_promises"),
            plain!("m0034_take_home"),
            plain!("m0035_draft_tags"),
            plain!("m0036_cancelling"),
            plain!("m0037_hosting"),
            plain!("m0038_public_page"),
            plain!("m0039_linked_networks"),
            plain!("m0040_membership"),
            plain!("m0041_unread"),
            plain!("m0042_renditions"),
            plain!("m0043_conditions_reminded"),
            plain!("m0044_letters_and_size"),
            plain!("m0045_by_holding"),
            plain!("m0046_revisits"),
            plain!("m0047_guests_from_home"),
            plain!("m0048_edited_and_hidden"),
            plain!("m0049_anchors_and_names"),
            plain!("m0050_ended_at"),
            plain!("m0051_asked_and_ended"),
            plain!("m0053_seen_told"),
            plain!("m0054_in_meeting_rooms"),
            plain!("m0055_portraits"),
            plain!("m0056_digest_rhythm"),
            plain!("m0057_rendered"),
            Box::new(m0058_draft_choices::Migration),
            Box::new(m0059_pinned_documents::Migration),
            plain!("m0060_draft_places"),
            plain!("m0064_erasures"),
            plain!("m0065_signed_copies"),
        ]
    }
}
