//! What is kept: files with versions in the folders of rooms, and the bytes behind them.

pub mod blob;
pub mod bundle;
pub mod checkout;
pub mod difference;
pub mod discussion;
pub mod document;
pub mod folder;
pub mod import;
pub mod intake;
pub mod moving;
pub mod origin;
pub mod page;
pub mod pieces;
pub mod rendition;
pub mod review;
pub mod sweep;
pub mod upload;
pub mod uses;
