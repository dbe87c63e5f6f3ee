//! The schema, for SQLite and PostgreSQL alike.
//!
//! One migration is one file; its statements are plain SQL in which a few words in braces stand for the types that the
//! engines name differently (see [`dialect`]). Rules: expand first, contract a release later, so that one version back
//! still works; a table is never rewritten in place while both versions may run.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod dialect;
mod m0001_base;
mod m0002_conversations;
mod m0003_documents;
mod m0004_notifications;
mod m0005_answered_by;
mod m0006_talk;
mod m0007_threads;
mod m0008_asks;
mod m0009_attention;
mod m0010_writing;
mod m0012_seen;
mod m0013_shelves;
mod m0014_meetings;
mod m0015_finding;
mod m0016_written_together;
mod m0017_beforehand;
mod m0018_notices;
mod m0019_seats;
mod m0020_organisations;
mod m0021_imports;
mod m0022_succession;
mod m0023_joining;
mod m0025_own_account;
mod m0026_governing;
mod m0027_agreements;
mod m0028_rooms;
mod m0029_mailings;
mod m0030_running;
mod m0031_people;
mod m0032_notes;
mod m0033_promises;
mod m0034_take_home;
mod m0035_draft_tags;
mod m0036_cancelling;
mod m0037_hosting;
mod m0038_public_page;
mod m0039_linked_networks;
mod m0040_membership;
mod m0041_unread;
mod m0042_renditions;
mod m0043_conditions_reminded;
mod m0044_letters_and_size;
mod m0045_by_holding;
mod m0046_revisits;
mod m0047_guests_from_home;
mod m0048_edited_and_hidden;
mod m0049_anchors_and_names;
mod m0050_ended_at;
mod m0051_asked_and_ended;
mod m0053_seen_told;
mod m0054_in_meeting_rooms;
mod m0055_portraits;
mod m0056_digest_rhythm;
mod m0057_rendered;
mod m0058_draft_choices;
mod m0059_pinned_documents;

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_base::Migration),
            Box::new(m0002_conversations::Migration),
            Box::new(m0003_documents::Migration),
            Box::new(m0004_notifications::Migration),
            Box::new(m0005_answered_by::Migration),
            Box::new(m0006_talk::Migration),
            Box::new(m0007_threads::Migration),
            Box::new(m0008_asks::Migration),
            Box::new(m0009_attention::Migration),
            Box::new(m0010_writing::Migration),
            Box::new(m0012_seen::Migration),
            Box::new(m0013_shelves::Migration),
            Box::new(m0014_meetings::Migration),
            Box::new(m0015_finding::Migration),
            Box::new(m0016_written_together::Migration),
            Box::new(m0017_beforehand::Migration),
            Box::new(m0018_notices::Migration),
            Box::new(m0019_seats::Migration),
            Box::new(m0020_organisations::Migration),
            Box::new(m0021_imports::Migration),
            Box::new(m0022_succession::Migration),
            Box::new(m0023_joining::Migration),
            Box::new(m0025_own_account::Migration),
            Box::new(m0026_governing::Migration),
            Box::new(m0027_agreements::Migration),
            Box::new(m0028_rooms::Migration),
            Box::new(m0029_mailings::Migration),
            Box::new(m0030_running::Migration),
            Box::new(m0031_people::Migration),
            Box::new(m0032_notes::Migration),
            Box::new(m0033_promises::Migration),
            Box::new(m0034_take_home::Migration),
            Box::new(m0035_draft_tags::Migration),
            Box::new(m0036_cancelling::Migration),
            Box::new(m0037_hosting::Migration),
            Box::new(m0038_public_page::Migration),
            Box::new(m0039_linked_networks::Migration),
            Box::new(m0040_membership::Migration),
            Box::new(m0041_unread::Migration),
            Box::new(m0042_renditions::Migration),
            Box::new(m0043_conditions_reminded::Migration),
            Box::new(m0044_letters_and_size::Migration),
            Box::new(m0045_by_holding::Migration),
            Box::new(m0046_revisits::Migration),
            Box::new(m0047_guests_from_home::Migration),
            Box::new(m0048_edited_and_hidden::Migration),
            Box::new(m0049_anchors_and_names::Migration),
            Box::new(m0050_ended_at::Migration),
            Box::new(m0051_asked_and_ended::Migration),
            Box::new(m0053_seen_told::Migration),
            Box::new(m0054_in_meeting_rooms::Migration),
            Box::new(m0055_portraits::Migration),
            Box::new(m0056_digest_rhythm::Migration),
            Box::new(m0057_rendered::Migration),
            Box::new(m0058_draft_choices::Migration),
            Box::new(m0059_pinned_documents::Migration),
        ]
    }
}
