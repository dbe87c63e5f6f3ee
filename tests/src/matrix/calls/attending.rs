//! Following and putting off.

use serde_json::json;

use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let place = call.place();
    let (room, conversation) = (format!("/rooms/{}", place.room), format!("/conversations/{}", place.conversation));
    let until = call.stage.world.node.clock.now() + chrono::Days::new(1);
    match call.operation {
        "GET /conversations/{id}/following" => client.get(&format!("{conversation}/following")).await,
        "PUT /conversations/{id}/following" => {
            client.put(&format!("{conversation}/following"), &json!({ "level": "everything" })).await
        }
        "GET /rooms/{id}/following" => client.get(&format!("{room}/following")).await,
        "PUT /rooms/{id}/following" => client.put(&format!("{room}/following"), &json!({ "level": "mentions" })).await,
        "PUT /conversations/{id}/put-off" => {
            client.put(&format!("{conversation}/put-off"), &json!({ "until": until })).await
        }
        "DELETE /conversations/{id}/put-off" => client.delete(&format!("{conversation}/put-off"), None).await,
        other => panic!("nobody has said how {other} is called"),
    }
}
