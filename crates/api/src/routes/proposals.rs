//! Proposals: a wording, and where organisations or people stand on it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use domain::Error;
use domain::conversations::message::Post;
use domain::conversations::text::Text;
use domain::ids::{ConversationId, RoomId};
use domain::methods::proposal::{self, Cast, Closing, Voting};
use domain::rooms::room;
use uuid::Uuid;
use wire::{
    CastVoice, ChoiceCount, CloseProposal, Conversation, List, Named, NewProposal, OwnVoice, Problem, Proposal, Voice,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::routes::conversations;
use crate::state::Api;

/// Put a proposal in a room. The answer is the conversation, with the background as its first message.
#[utoipa::path(tag = "proposals", request_body = NewProposal, params(IdempotencyKey), responses((status = 201, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/proposals")]
pub(super) async fn put_forward(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<NewProposal>,
) -> Result<HttpResponse, Failure> {
    let (id, NewProposal { title, themes, background, wording, voting, closes_at }) = (id.into_inner(), body.value);
    let key = body.key;
    let text = Text::written(&background.text).map_err(|error| conversations::within(error, "/background/text"))?;
    let background = Post { attachments: background.attachments, ..Post::of(background.client_id, text) };
    let new = proposal::NewProposal { title, themes, background, wording, voting, closes_at };
    let started = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), id).await?;
            proposal::put(&tx, &room, new).await
        })
        .await?;
    let view = conversations::view(&api, &asker, started).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

/// A proposal: its wording, how many stand where, who has not been heard, and what one may do.
#[utoipa::path(tag = "proposals", responses((status = 200, body = Proposal), (status = 404, body = Problem)))]
#[get("/conversations/{id}/proposal")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

async fn view(api: &Api, asker: &Asker, id: ConversationId) -> Result<Proposal, Failure> {
    let db = api.store.reader();
    let found = proposal::readable(db, &asker.actor, id).await?;
    let (row, now) = (found.row(), api.store.clock().now());
    let called = proposal::called(db, &found, api.store.clock().today()).await?;
    let mine = found.voices_of(&asker.actor);
    let voters: Vec<(Uuid, Option<Named>)> = match row.voting {
        Voting::Organisation => called
            .iter()
            .filter(|one| mine.iter().any(|voice| voice.organisation == Some(one.id)))
            .map(|one| (one.id.0, Some(Named { id: one.id.0, name: one.name.clone() })))
            .collect(),
        Voting::Person if mine.is_empty() => Vec::new(),
        Voting::Person => asker.actor.person().map(|person| (person.0, None)).into_iter().collect(),
    };
    let ids: Vec<Uuid> = voters.iter().map(|(id, _)| *id).collect();
    let known = proposal::of_voters(db, &found, &ids).await?;
    let own = voters.into_iter().map(|(id, organisation)| OwnVoice {
        organisation,
        voice: known.iter().find(|voice| voice.voter_id == id).map(Voice::from),
    });
    Ok(Proposal {
        conversation_id: row.conversation_id,
        wording: row.wording.clone(),
        voting: row.voting,
        closes_at: row.closes_at,
        open: found.open(now),
        counts: proposal::counted(db, id).await?.iter().map(ChoiceCount::from).collect(),
        missing: called
            .iter()
            .filter(|one| !one.heard)
            .map(|one| Named { id: one.id.0, name: one.name.clone() })
            .collect(),
        mine: own.collect(),
        may_close: found.may_close(&asker.actor),
        closed_at: row.closed_at,
        result: row.result,
        decision_id: row.decision_id,
        revision: row.revision,
    })
}

/// The voices that count, in the order of the organisations' names.
#[utoipa::path(tag = "proposals", params(PageQuery), responses((status = 200, body = List<Voice>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/proposal/voices")]
pub(super) async fn voices(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Voice>>, Failure> {
    let db = api.store.reader();
    let limit = cursor::limit(page.limit)?;
    let after: Option<(String, Uuid)> = cursor::read(page.cursor.as_deref())?;
    proposal::readable(db, &asker.actor, *id).await?;
    let mut rows = proposal::voices(db, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.voter_id));
    Ok(Listed(List { items: rows.iter().map(Voice::from).collect(), next_cursor }))
}

/// Take a stand, for oneself or for an organisation, or change it: the last before the deadline counts.
#[utoipa::path(tag = "proposals", request_body = CastVoice, responses((status = 200, body = Proposal), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/conversations/{id}/proposal/voice")]
pub(super) async fn cast(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<CastVoice>,
) -> Result<HttpResponse, Failure> {
    let (id, CastVoice { organisation_id, choice, reason }) = (id.into_inner(), body.value);
    let voice = Cast { organisation: organisation_id, choice, reason };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = proposal::readable(&tx, tx.actor(), id).await?;
            proposal::cast(&tx, &found, voice).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// State the result. Adopted or rejected, it is kept as a decision; withdrawn it is only closed.
#[utoipa::path(tag = "proposals", request_body = CloseProposal, responses((status = 200, body = Proposal), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[post("/conversations/{id}/proposal/close")]
pub(super) async fn close(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<CloseProposal>,
) -> Result<HttpResponse, Failure> {
    let (id, CloseProposal { result, outcome }) = (id.into_inner(), body.value);
    let found = proposal::readable(api.store.reader(), &asker.actor, id).await?;
    if !found.may_close(&asker.actor) {
        return Err(Error::Forbidden.into());
    }
    let closing = Closing { revision: if_match(&request)?, result, outcome };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = proposal::readable(&tx, tx.actor(), id).await?;
            proposal::close(&tx, &found, closing).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}
