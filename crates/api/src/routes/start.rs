//! The start page: what is new for me?

use actix_web::get;
use actix_web::web::{Data, Json};
use domain::conversations::attention::{self, Why};
use domain::conversations::list::{self, Filter};
use domain::conversations::unread;
use domain::documents::document;
use domain::meetings::answer;
use domain::meetings::meeting::{self, MeetingState};
use domain::meetings::{preparation, promise};
use domain::methods::waiting;
use domain::networks::{handover, round};
use wire::{DocumentRow, MeetingPromise, OwnPlace, OwnSeats, Problem, ReadIn, SeatQuestion, Start, Waiting};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::rendering;
use crate::routes::inbox;
use crate::state::Api;

/// The most conversations of one group: the oldest of them.
const MOST: usize = 50;

/// What is new for the person asking, in three groups, within each the oldest first; in the fourteen days before the next
/// meeting what is said in its rooms before the rest.
#[utoipa::path(tag = "start", responses((status = 200, body = Start), (status = 401, body = Problem)))]
#[get("/start")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Start>, Failure> {
    let db = api.store.reader();
    let now = api.store.clock().now();
    let (meetings, today) = (meeting::timeline(db, &asker.actor).await?, api.store.clock().today());
    let next = meeting::upcoming(&meetings, today);
    let claims = attention::claims(db, &asker.actor).await?;
    let claims = attention::to_begin_with(claims, next.filter(|next| next.is_soon(today)), now);
    let group = |belongs: fn(Why) -> bool| {
        let some: Vec<_> = claims.iter().filter(|claim| belongs(claim.why)).take(MOST).copied().collect();
        inbox::rows(&api, &asker, some)
    };
    let to_me = group(Why::personal).await?;
    let following = group(|why| matches!(why, Why::YouWrote | Why::Following)).await?;
    let other = group(|why| why == Why::Network).await?;
    let published = document::Filter { published: true, limit: 5, ..document::Filter::default() };
    let archive_new = document::list(db, &asker.actor, &published).await?;
    let read_in = match next {
        Some(next) => preparation::of_actor(db, &asker.actor, next).await?.map(|found| ReadIn::new(next.id, &found)),
        None => None,
    };
    let meeting = match next {
        Some(next) => rendering::meetings(db, std::slice::from_ref(next)).await?.pop(),
        None => None,
    };
    let invited = next.filter(|next| next.state == MeetingState::Invited);
    let meeting_places = match invited {
        Some(next) => OwnPlace::all(answer::of_actor(db, &asker.actor, next, today).await?),
        None => Vec::new(),
    };
    let meeting_answer_by = invited.and_then(|next| next.answer_by);
    let newest = list::list(db, &asker.actor, &Filter { limit: 1, ..Filter::default() }).await?;
    let last = rendering::conversations(&asker, &newest).pop();
    let unread: i64 = unread::by_room(db, &asker.actor).await?.iter().map(|(_, count)| count).sum();
    let waiting = waiting::of_actor(db, &asker.actor, api.store.clock().now()).await?;
    let mut seats = own_seats(&api, &asker).await?;
    seats.asked.retain(|one| one.answer.is_none());
    Ok(Json(Start {
        seats,
        promises: promise::of_actor(db, &asker.actor)
            .await?
            .into_iter()
            .map(|one| MeetingPromise::new(one, true))
            .collect(),
        waiting: waiting.into_iter().map(Waiting::from).collect(),
        to_me,
        following,
        other,
        meeting,
        meeting_places,
        meeting_answer_by,
        read_in,
        archive_new: archive_new.iter().map(DocumentRow::from).collect(),
        unread,
        last,
    }))
}

/// Where one is new, and what one's seats are asked.
async fn own_seats(api: &Api, asker: &Asker) -> Result<OwnSeats, Failure> {
    let standings = asker.actor.access().map(|access| access.standings.as_slice()).unwrap_or_default();
    let held: Vec<_> = standings.iter().filter_map(|one| one.seat.filter(|seat| one.holds(*seat))).collect();
    let asked = round::questions(api.store.reader(), &held).await?;
    let new = handover::new_seats(&asker.actor, api.store.clock().today());
    Ok(OwnSeats { new, asked: asked.into_iter().map(SeatQuestion::from).collect() })
}
