//! Running it: everything is read.

use super::Call;
use crate::harness::{Answer, Client};

pub(super) fn is(operation: &str) -> bool {
    ["/audit", "/statistics", "/health", "/readers"].iter().any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let path = call.operation.strip_prefix("GET ").expect("something to read");
    if path.starts_with("/rooms") {
        return client.get(&format!("/rooms/{}/readers", call.place().room)).await;
    }
    client.get(&path.replace("{id}", &call.stage.world.network.to_string())).await
}
