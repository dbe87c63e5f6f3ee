//! The API described by itself, at `/api/openapi.json`, and as a page at `/api/docs`.

use std::sync::OnceLock;

use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{App, HttpResponse};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{OpenApi, RefOr, Required, Schema};
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
        .configure(api::describe)
        .configure(realtime::describe)
        .split_for_parts();
    name_operations(&mut document);
    describe_places(&mut document);
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

/// What stands in a path is a parameter of it, which is not told from the routes' own types.
fn describe_places(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let places = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let places: Vec<_> = places.map(place).collect();
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let told = operation.parameters.get_or_insert_default();
            for place in &places {
                let is_told = |one: &RefOr<Parameter>| match one {
                    RefOr::T(one) => one.name == place.name && one.parameter_in == ParameterIn::Path,
                    RefOr::Ref(_) => false,
                };
                if !told.iter().any(is_told) {
                    told.push(RefOr::T(place.clone()));
                }
            }
        }
    }
}

fn place(name: &str) -> Parameter {
    let format = (name == "id").then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
    let schema = ObjectBuilder::new().schema_type(Type::String).format(format);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(schema))
        .build()
}

/// The description, made when somebody first asks for it: few do, and it takes megabytes.
#[derive(Default)]
pub struct Described {
    made: OnceLock<Made>,
}

struct Made {
    json: Bytes,
    page: Bytes,
}

impl Described {
    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            let json = serde_json::to_vec_pretty(&document()).unwrap_or_default();
            Made { page: api_docs::page(&json).into(), json: json.into() }
        })
    }
}

/// The two addresses.
pub(crate) fn configure(service: &mut ServiceConfig) {
    service.route("/api/openapi.json", web::get().to(json)).route("/api/docs", web::get().to(page));
}

async fn json(described: Data<Described>) -> Result<HttpResponse, actix_web::Error> {
    let json = web::block(move || described.made().json.clone()).await?;
    Ok(HttpResponse::Ok().content_type("application/json").body(json))
}

async fn page(described: Data<Described>) -> Result<HttpResponse, actix_web::Error> {
    let page = web::block(move || described.made().page.clone()).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header(("Content-Security-Policy", api_docs::policy())).content_type("text/html; charset=utf-8");
    Ok(answer.body(page))
}
