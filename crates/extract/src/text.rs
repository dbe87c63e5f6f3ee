//! Text as search and people want it, whatever it came out of.

pub(crate) mod clean;
pub(crate) mod decode;
pub(crate) mod flow;
pub(crate) mod join;
