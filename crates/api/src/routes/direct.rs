//! Direct conversations.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpResponse, get, post};
use chrono::{DateTime, Utc};
use domain::conversations::conversation::ConversationKind;
use domain::conversations::direct;
use domain::conversations::list::Filter;
use domain::ids::{ConversationId, PersonId};
use wire::{Conversation, ConversationRow, LiveList, NewDirect, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::rendering;
use crate::routes::conversations;
use crate::state::Api;

/// One's direct conversations, the newest activity first.
#[utoipa::path(tag = "direct", params(PageQuery), responses((status = 200, body = LiveList<ConversationRow>), (status = 401, body = Problem)))]
#[get("/direct")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    page: Query<PageQuery>,
) -> Result<Listed<LiveList<ConversationRow>>, Failure> {
    let person = asker.actor.signed_in()?;
    let at = rendering::at(api.store.reader(), person).await?;
    let cursor: Option<(DateTime<Utc>, ConversationId)> = cursor::read(page.cursor.as_deref())?;
    let limit = cursor::limit(page.limit)?;
    let filter = Filter { kind: Some(ConversationKind::Direct), cursor, limit, ..Filter::default() };
    let mut page = conversations::page(&api, &asker, filter).await?;
    page.0.at = Some(at);
    name(&api, &asker, &mut page.0.items).await?;
    Ok(page)
}

/// Gives direct conversations the names of the others as their titles: one statement however many they are.
pub(super) async fn name(api: &Api, asker: &Asker, rows: &mut [ConversationRow]) -> Result<(), Failure> {
    let direct = |row: &&mut ConversationRow| row.kind == ConversationKind::Direct;
    let rooms: Vec<_> = rows.iter_mut().filter(direct).map(|row| row.room.id).collect();
    let named = direct::named(api.store.reader(), &asker.actor, &rooms).await?;
    for row in rows.iter_mut().filter(direct) {
        let here = named.iter().filter(|one| one.room_id == row.room.id);
        row.title = Some(title(asker, here.map(|one| (one.id, one.name.as_deref()))));
    }
    Ok(())
}

/// The names of the others.
pub(super) fn title<'a>(asker: &'a Asker, people: impl Iterator<Item = (PersonId, Option<&'a str>)>) -> String {
    let others = people.filter(|(id, _)| Some(*id) != asker.actor.person());
    others.map(|(_, name)| name.unwrap_or(asker.words().representative)).collect::<Vec<_>>().join(", ")
}

/// Start a direct conversation, or get the one the same people have already.
#[utoipa::path(tag = "direct", request_body = NewDirect, params(IdempotencyKey), responses((status = 201, body = Conversation), (status = 200, body = Conversation), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/direct")]
pub(super) async fn start(asker: Asker, api: Data<Api>, body: Body<NewDirect>) -> Result<HttpResponse, Failure> {
    let people = body.value.people;
    let (id, new) = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { direct::start(&tx, &people).await })
        .await?;
    // the new room is not in the access the request began with
    let session = asker.actor.session().ok_or(domain::Error::Unauthenticated)?;
    let asker = Asker { actor: api.store.actor_of(session).await?, ..asker };
    let view = conversations::view(&api, &asker, id).await?;
    Ok(shown(if new { StatusCode::CREATED } else { StatusCode::OK }, view.revision, &view))
}
