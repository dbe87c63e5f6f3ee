//! How fast Samrum is, beside the least a server could do for the same answer.
//!
//! [`floors`] is that least server (`floor`, a program of its own): actix-web, a session look-up and one indexed query
//! on the same engine with the same durability; no permissions, no Markdown, no log. [`bench`](mod@bench) makes a world
//! of 200,000 messages, starts `samrum serve` and the floor as child processes, asks both in turn over loopback and
//! prints a table. What counts is the ratio: absolute numbers drift from machine to machine.

pub mod bench;
pub mod floors;
