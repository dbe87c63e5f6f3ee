//! The API described by itself, at `/api/openapi.json`, and as a page at `/api/docs`.

use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{App, HttpResponse};
use utoipa::openapi::{OpenApi, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::AppExt;

use crate::api_docs;

/// The description of every route, and the frames of the websocket with it: the client gets their types from the same
/// document.
#[must_use]
pub fn document() -> OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(api::openapi::head(crate::VERSION))
        .configure(api::configure)
        .split_for_parts();
    name_operations(&mut document);
    let components = document.components.get_or_insert_with(Default::default);
    let mut frames: Vec<(String, RefOr<Schema>)> = vec![
        (wire::ClientFrame::name().into_owned(), wire::ClientFrame::schema()),
        (wire::ServerFrame::name().into_owned(), wire::ServerFrame::schema()),
    ];
    wire::ClientFrame::schemas(&mut frames);
    wire::ServerFrame::schemas(&mut frames);
    components.schemas.extend(frames);
    document
}

/// An operation is called by its subject and what it does: `messages_post`. Clients name their functions after it.
fn name_operations(document: &mut OpenApi) {
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let subject = operation.tags.iter().flatten().next().cloned().unwrap_or_default();
            if let Some(id) = &mut operation.operation_id {
                *id = format!("{subject}_{id}");
            }
        }
    }
}

/// The description, made once.
pub struct Described {
    json: Bytes,
    page: Bytes,
}

impl Default for Described {
    fn default() -> Self {
        Self::new()
    }
}

impl Described {
    /// Makes the description.
    #[must_use]
    pub fn new() -> Self {
        let document = document();
        let json = serde_json::to_vec_pretty(&document).unwrap_or_default();
        Self { page: api_docs::page(&json).into(), json: json.into() }
    }
}

/// The two addresses.
pub(crate) fn configure(service: &mut ServiceConfig) {
    service.route("/api/openapi.json", web::get().to(json)).route("/api/docs", web::get().to(page));
}

async fn json(described: Data<Described>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(described.json.clone())
}

async fn page(described: Data<Described>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Content-Security-Policy", api_docs::POLICY))
        .content_type("text/html; charset=utf-8")
        .body(described.page.clone())
}
