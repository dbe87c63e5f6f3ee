//! What references in texts point to.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, get};
use domain::conversations::reference::{self, Found, MOST, Target};
use wire::{Author, List, Problem, Reference};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// What references point to, as the person asking sees it: `?id=document:<id>&id=message:<id>@2%234-17`, at most 50. A
/// message may be named by its place: `conversation:<id>@<position>`.
#[utoipa::path(tag = "references", params(("id" = Vec<String>, Query, description = "`document:<id>`, `message:<id>[@<revision>][#<from>-<to>]`, `conversation:<id>[@<position>]`")), responses((status = 200, body = List<Reference>), (status = 400, body = Problem)))]
#[get("/references")]
pub(super) async fn look_up(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
) -> Result<Json<List<Reference>>, Failure> {
    let (names, targets): (Vec<String>, Vec<Target>) =
        asked::<Target>(request.query_string(), MOST)?.into_iter().unzip();
    let found = reference::look_up(api.store.reader(), &asker.actor, &targets).await?;
    let items = names.into_iter().zip(targets).zip(found);
    let items = items.map(|((name, target), found)| view(&asker, name, target, found)).collect();
    Ok(Json(List { items, next_cursor: None }))
}

/// The values of a repeated `id`, which serde's form reader does not take.
pub(super) fn asked<T: std::str::FromStr>(query: &str, most: usize) -> Result<Vec<(String, T)>, Failure> {
    let bad = || Failure::shape(StatusCode::BAD_REQUEST, "bad_query");
    let mut asked = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(bad)?;
        let mut value = value.to_owned();
        for (escape, letter) in [("%3A", ":"), ("%2F", "/"), ("%40", "@"), ("%23", "#")] {
            value = value.replace(escape, letter).replace(&escape.to_ascii_lowercase(), letter);
        }
        if name != "id" || asked.len() >= most {
            return Err(bad());
        }
        let target = value.parse().map_err(|_| bad())?;
        asked.push((value, target));
    }
    Ok(asked)
}

fn view(asker: &Asker, reference: String, target: Target, found: Found) -> Reference {
    let audience = |audience| Some((asker.words().audience)(audience).to_owned());
    let nothing = Reference { reference, ..Reference::default() };
    match found {
        Found::Nothing => nothing,
        Found::Document(document) => Reference {
            found: true,
            title: Some(document.name.clone()),
            url: Some(format!("/dokument/{}", document.id)),
            audience: audience(document.audience),
            media_type: Some(document.media_type.clone()),
            size: Some(document.size),
            thumbnail: document.thumbnail_hash.is_some(),
            ..nothing
        },
        Found::Message(found) => Reference {
            found: true,
            title: found.title.clone(),
            url: Some(format!("/samtal/{}?inlagg={}", found.message.conversation_id, found.message.position)),
            audience: found.room.as_ref().and_then(|room| audience(room.room().audience)),
            excerpt: Some(found.passage.clone()),
            author: Some(Author::from(&found.message)),
            written_at: Some(found.message.created_at),
            deleted: found.message.deleted_at.is_some(),
            changed: matches!(target, Target::Message(quoted)
                if quoted.revision.is_some_and(|then| then < found.message.revision)),
            ..nothing
        },
        Found::Conversation(conversation) => Reference {
            found: true,
            title: conversation.title.clone(),
            url: Some(format!("/samtal/{}", conversation.id)),
            audience: audience(conversation.audience),
            ..nothing
        },
    }
}
