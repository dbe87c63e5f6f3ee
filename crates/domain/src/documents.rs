//! What is kept: files with versions in the folders of rooms, and the bytes behind them.

pub mod blob;
pub mod document;
pub mod folder;
pub mod intake;
pub mod origin;
pub mod page;
pub mod upload;
