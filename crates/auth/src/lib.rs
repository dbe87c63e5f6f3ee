//! Who is asking: passwords, access and refresh tokens, sessions, the [`Asking`] extractor.
//!
//! The access token is a signed note that names a session; the session decides, and is asked at every request. What a
//! browser sends by itself counts only from our own pages ([`same_origin`]). Every way in passes the same limits.

mod access_token;
mod asking;
mod client;
pub mod config;
mod cookies;
mod form;
mod keys;
mod limits;
pub mod origin;
pub mod password;
mod refresh_token;
mod reset;
mod same_origin;
mod signing;

pub use asking::{Asking, ErrorRenderer, refusal};
pub use client::Client;
pub use config::{Config, ConfigError, HashCost, LimitConfig, Network, Rate};
pub use keys::{FILE as KEYS_FILE, Keys};
pub use password::{Hasher, check_rules};
pub use same_origin::{check_origin, same_origin};
pub use signing::{Auth, Tokens};
