//! The hub and the feed, driven with a real store and listeners that have no line.

mod access;
mod delivery;
mod fleeting;
mod resuming;
mod world;
