//! From what a person wrote to what is looked for, independent of any engine.

pub(crate) mod parse;
pub(crate) mod plan;
