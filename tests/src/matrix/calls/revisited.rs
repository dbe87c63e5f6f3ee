//! When governing texts are to be looked over again.

use chrono::Days;
use serde_json::json;

use super::{Call, agreed};
use crate::harness::{Answer, Client, Role};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let path = match call.operation {
        operation if operation.contains("/documents/") => format!("/documents/{}/revisit", call.place().document),
        _ => {
            let (coordinator, network) = (call.stage.client(Role::Coordinator), format!("/networks/{}", world.network));
            let agreement = match agreed::first(&coordinator, &network).await {
                Some(agreement) => agreement,
                None if call.succeeds => agreed::made(&coordinator, &network).await,
                // whoever is refused is refused before anything is looked for
                None => uuid::Uuid::now_v7().to_string(),
            };
            format!("/agreements/{agreement}/revisit")
        }
    };
    if call.operation.starts_with("GET") {
        return client.get(&path).await;
    }
    client.put(&path, &json!({ "on": world.node.clock.today() + Days::new(700) })).await
}
