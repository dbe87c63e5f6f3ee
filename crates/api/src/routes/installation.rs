//! What anybody may know of the installation.

use actix_web::get;
use actix_web::web::{Data, Json};
use wire::Installation;

use crate::state::Api;

/// What anybody may know of the installation.
#[utoipa::path(tag = "installation", responses((status = 200, body = Installation)))]
#[get("/installation")]
pub(super) async fn show(api: Data<Api>) -> Json<Installation> {
    Json(Installation {
        name: "Samrum".into(),
        demo: api.demo.is_some(),
        version: api.version.into(),
        max_upload_bytes: api.max_upload,
        demo_people: api.demo.as_ref().map(|demo| demo.people.clone()).unwrap_or_default(),
        demo_password: api.demo.as_ref().map(|demo| demo.password.clone()),
        now: api.store.clock().now(),
    })
}
