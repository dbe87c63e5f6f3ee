//! A server to test against: the real one where the environment names it, else the stand-in.

mod filter;
mod find;
pub(crate) mod server;

use std::time::Duration;

use search::{Engine, HostedConfig};

/// An engine on an index of its own that is not there yet.
pub(crate) fn engine() -> (Engine, Option<server::Shared>) {
    let named = std::env::var("SAMRUM_TEST_MEILI_URL").ok().filter(|url| !url.is_empty());
    let (url, key, server) = match named {
        Some(url) => (url, std::env::var("SAMRUM_TEST_MEILI_KEY").ok(), None),
        None => {
            let what = "a real Meilisearch (SAMRUM_TEST_MEILI_URL names one): a stand-in of its interface was asked";
            crate::left_out::left_out(what);
            let (url, server) = server::start();
            (url, Some(server::KEY.to_owned()), Some(server))
        }
    };
    let index = format!("test-{}", uuid::Uuid::new_v4().simple());
    let config = HostedConfig { url, key, index, patience: Duration::from_secs(20) };
    (Engine::hosted(config).unwrap(), server)
}
