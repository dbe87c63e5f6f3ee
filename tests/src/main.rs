//! Black-box tests of the running system: each starts a node of its own and talks to it as a client would.
//!
//! `SAMRUM_TEST_ENGINE` chooses `sqlite` (the default) or `postgres` (then `SAMRUM_TEST_POSTGRES_URL` says where).
//! Nothing sleeps: what takes time is waited for, with a limit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "a test that can't go on fails; nobody outside can reach anything of a test binary"
)]

mod agreements;
mod api_conversations;
mod api_description;
mod api_documents;
mod api_drafts;
mod api_finding;
mod api_input;
mod api_isolation;
mod api_leaks;
mod api_mentions;
mod api_messages;
mod api_quotes;
mod api_reading;
mod api_sessions;
mod api_uploads;
mod architecture;
mod asks;
mod budgets;
mod candidates;
mod certificates;
mod client_ids;
mod command_line;
mod conditions;
mod deciding;
mod decisions;
mod desk;
mod documents_kept;
mod documents_moving;
mod documents_pages;
mod documents_pieces;
mod documents_shelves;
mod documents_spoken;
mod documents_versions;
mod durability;
mod durability_restore;
mod erasing;
mod exports;
mod following;
mod governing;
mod guests;
mod harness;
mod hosts;
mod imports;
mod invitations;
mod joining;
mod left_out;
mod linked;
mod log_consumers;
mod log_numbers;
mod log_order;
mod log_together;
mod mail;
mod mail_digests;
mod mail_faults;
mod mail_quotes;
mod mail_stop;
mod mailings;
mod matrix;
mod meetings;
mod meetings_attending;
mod meetings_beforehand;
mod meetings_calendar;
mod meetings_cancelled;
mod meetings_dossier;
mod meetings_guests;
mod meetings_held;
mod meetings_hosting;
mod meetings_notes;
mod membership;
mod newcomers;
mod operating;
mod operating_accounts;
mod organisations;
mod organisations_kept;
mod own_account;
mod own_data;
mod people;
mod plain_clients;
mod portraits;
mod public_pages;
mod questions;
mod queueing;
mod readers_on_a_day;
mod realtime_hostile;
mod realtime_live;
mod realtime_meanwhile;
mod realtime_origin;
mod realtime_resume;
mod realtime_revoked;
mod realtime_roles;
mod realtime_slow;
mod revisits;
mod rights_model;
mod rooms;
mod running;
mod saved_searches;
mod seat_rounds;
mod seats;
mod sent_again;
mod signing_in;
mod succession;
mod sync_law;
mod synonyms;
mod take_home;
mod talk_answers;
mod talk_direct;
mod talk_history;
mod talk_model;
mod talk_moderation;
mod talk_reactions;
mod talk_seen;
mod talk_writings;
mod threads;
mod threads_moving;
mod web_page;
