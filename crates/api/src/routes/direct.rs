//! Direct conversations.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Query};
use actix_web::{HttpResponse, get, post};
use chrono::{DateTime, Utc};
use domain::conversations::conversation::ConversationKind;
use domain::conversations::direct;
use domain::conversations::list::Filter;
use domain::ids::ConversationId;
use domain::rooms::audience;
use wire::{Conversation, ConversationRow, LiveList, NewDirect, PersonLine, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
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
) -> Result<Json<LiveList<ConversationRow>>, Failure> {
    let person = asker.actor.signed_in()?;
    let at = rendering::at(api.store.reader(), person).await?;
    let cursor: Option<(DateTime<Utc>, ConversationId)> = cursor::read(page.cursor.as_deref())?;
    let limit = cursor::limit(page.limit)?;
    let filter = Filter { kind: Some(ConversationKind::Direct), cursor, limit, ..Filter::default() };
    let mut page = conversations::page(&api, &asker, filter).await?;
    page.at = Some(at);
    for row in &mut page.items {
        name(&api, &asker, row).await?;
    }
    Ok(page)
}

/// Gives a direct conversation the names of the others as its title.
pub(super) async fn name(api: &Api, asker: &Asker, row: &mut ConversationRow) -> Result<(), Failure> {
    if row.kind == ConversationKind::Direct {
        let today = api.store.clock().today();
        let people = audience::people(api.store.reader(), &asker.actor, row.room.id, today, None, 20).await?;
        let people: Vec<PersonLine> = people.into_iter().map(PersonLine::from).collect();
        row.title = Some(title(asker, &people));
    }
    Ok(())
}

/// The names of the others.
pub(super) fn title(asker: &Asker, people: &[PersonLine]) -> String {
    let me = asker.actor.person();
    people
        .iter()
        .filter(|person| Some(person.id) != me)
        .map(|person| match (&person.name, &person.organisation) {
            (Some(name), _) => name.clone(),
            (None, Some(organisation)) => format!("{}, {}", asker.words().representative, organisation.name),
            (None, None) => asker.words().representative.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Start a direct conversation, or get the one the same people have already.
#[utoipa::path(tag = "direct", request_body = NewDirect, responses((status = 201, body = Conversation), (status = 200, body = Conversation), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post("/direct")]
pub(super) async fn start(asker: Asker, api: Data<Api>, body: Body<NewDirect>) -> Result<HttpResponse, Failure> {
    let people = body.value.people;
    let (id, new) = api.store.write(&asker.actor, move |tx| async move { direct::start(&tx, &people).await }).await?;
    // the new room is not in the access the request began with
    let session = asker.actor.session().ok_or(domain::Error::Unauthenticated)?;
    let asker = Asker { actor: api.store.actor_of(session).await?, ..asker };
    let view = conversations::view(&api, &asker, id).await?;
    Ok(shown(if new { StatusCode::CREATED } else { StatusCode::OK }, view.revision, &view))
}
