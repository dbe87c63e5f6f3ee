//! Files for a word processor, written by hand: the same bytes every time.

pub mod docx;
pub mod package;
