//! What references in texts point to.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, get};
use domain::conversations::reference::{self, Found, MOST, Target};
use wire::{List, Problem, Reference};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// What references point to, as the person asking sees it: `?id=document:<id>&id=message:<id>`, at most 50.
#[utoipa::path(tag = "references", params(("id" = Vec<String>, Query, description = "`document:<id>`, `message:<id>` or `conversation:<id>`")), responses((status = 200, body = List<Reference>), (status = 400, body = Problem)))]
#[get("/references")]
pub(super) async fn look_up(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
) -> Result<Json<List<Reference>>, Failure> {
    let bad = || Failure::shape(StatusCode::BAD_REQUEST, "bad_query");
    let mut targets: Vec<(String, Target)> = Vec::new();
    // a repeated parameter is what serde's form reader does not take
    for pair in request.query_string().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(bad)?;
        let value = value.replace("%3A", ":").replace("%3a", ":");
        if name != "id" || targets.len() >= MOST {
            return Err(bad());
        }
        let target = value.parse().map_err(|()| bad())?;
        targets.push((value, target));
    }
    let mut items = Vec::with_capacity(targets.len());
    for (reference, target) in targets {
        let found = reference::look_up(api.store.reader(), &asker.actor, target).await?;
        items.push(view(reference, found));
    }
    Ok(Json(List { items, next_cursor: None }))
}

fn view(reference: String, found: Found) -> Reference {
    let nothing =
        Reference { reference, found: true, title: None, url: None, excerpt: None, media_type: None, size: None };
    match found {
        Found::Nothing => Reference { found: false, ..nothing },
        Found::Document(document) => Reference {
            title: Some(document.name.clone()),
            url: Some(format!("/dokument/{}", document.id)),
            media_type: Some(document.media_type.clone()),
            size: Some(document.size),
            ..nothing
        },
        Found::Message { message, excerpt } => Reference {
            title: message.author_name.clone(),
            url: Some(format!("/samtal/{}?inlagg={}", message.conversation_id, message.position)),
            excerpt: Some(excerpt),
            ..nothing
        },
        Found::Conversation(conversation) => Reference {
            title: conversation.title.clone(),
            url: Some(format!("/samtal/{}", conversation.id)),
            ..nothing
        },
    }
}
