//! Black-box tests of the running system: each starts a node of its own and talks to it as a client would.
//!
//! `SAMRUM_TEST_ENGINE` chooses `sqlite` (the default) or `postgres` (then `SAMRUM_TEST_POSTGRES_URL` says where).
//! Nothing sleeps: what takes time is waited for, with a limit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that can't go on fails"
)]

mod architecture;
mod harness;
mod signing_in;
