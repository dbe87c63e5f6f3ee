//! What people look for: searches they keep, what has come since that fits them, and the words that mean the same in a
//! network. Finding itself is the search engine's; this is what it is told and what becomes of its answers.

pub mod asked;
pub mod found;
pub mod narrowed;
pub mod saved;
pub mod synonyms;
