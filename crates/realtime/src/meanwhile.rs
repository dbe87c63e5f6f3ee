//! The same events without a socket, for whom no line lets one through: asked for now and then over plain HTTP.

use std::collections::HashMap;

use actix_web::error::QueryPayloadError;
use actix_web::{HttpRequest, HttpResponse, get, web};
use auth::Asking;
use domain::event::StreamId;
use domain::{Error, Result, log};
use serde::Deserialize;
use serde::de::Error as _;
use utoipa::IntoParams;
use wire::{Missed, Problem, ServerFrame};

use crate::admission::refuse;
use crate::resume::{Left, missed};
use crate::topics::may_listen;
use crate::{Inner, Realtime, commands};

/// The most streams asked for at once.
const MOST_STREAMS: usize = 100;

/// Which streams, and from where on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The installation's epoch, as it was told last.
    epoch: i64,
    /// At most 100 streams with commas between, each with the number of the last event that was seen of it:
    /// `room:<id>@<seq>`. One without a number is answered with where it stands.
    after: String,
}

/// A stream, by the name it was asked for, and the last number seen of it.
struct Place<'a> {
    name: &'a str,
    seq: Option<i64>,
}

/// What has happened since, for whom a websocket does not get through: the frames that a socket would have sent.
#[utoipa::path(
    tag = "realtime",
    params(Asked),
    responses((status = 200, body = Missed), (status = 400, body = Problem), (status = 401, body = Problem))
)]
#[get("/api/v1/events")]
pub(crate) async fn since(
    request: HttpRequest,
    realtime: web::Data<Realtime>,
) -> std::result::Result<HttpResponse, QueryPayloadError> {
    match told(&request, &realtime.0).await {
        Ok(frames) => Ok(HttpResponse::Ok().json(Missed { frames })),
        Err(Refused::Asked(error)) => Err(error),
        Err(Refused::Domain(error)) => Ok(refuse(&request, &error)),
    }
}

/// Why nothing is told.
enum Refused {
    /// What was asked has not the form it should have: the app tells that as of any other query.
    Asked(QueryPayloadError),
    Domain(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Domain(error)
    }
}

impl From<QueryPayloadError> for Refused {
    fn from(error: QueryPayloadError) -> Self {
        Self::Asked(error)
    }
}

async fn told(request: &HttpRequest, inner: &Inner) -> std::result::Result<Vec<ServerFrame>, Refused> {
    let asking = Asking::of(request).await?;
    let session = asking.session().ok_or(Error::Unauthenticated)?;
    let asked = web::Query::<Asked>::from_query(request.query_string())?.into_inner();
    let places = places(&asked.after)?;
    let epoch = inner.epoch();
    let snapshot = inner.store.snapshot().await?;
    // what one may not hear is not even looked for: a stranger does not learn by the time it takes whether it is there
    let streams = places.iter().map(|place| commands::stream(place.name).filter(|one| may_listen(&asking.0, *one)));
    let streams: Vec<Option<StreamId>> = streams.collect();
    let heard: Vec<StreamId> = streams.iter().flatten().copied().collect();
    let heads = log::stream_heads(&snapshot, &heard).await?;
    let heads: HashMap<StreamId, i64> = heads.into_iter().map(|head| (head.stream, head.seq)).collect();
    let (mut left, mut read) = (Left::default(), Vec::new());
    for (place, stream) in places.iter().zip(&streams) {
        let Some(stream) = *stream else { continue };
        let head = heads.get(&stream).copied().unwrap_or_default();
        let seen = place.seq.filter(|seq| asked.epoch == epoch && (0..=head).contains(seq));
        let resync = ServerFrame::Resync { stream: stream.to_string(), seq: head, epoch };
        let missed = match seen {
            Some(seq) => or_none(stream, missed(&snapshot, stream, seq, head, epoch, &mut left).await)?,
            None => None,
        };
        let frames = missed.map_or_else(|| vec![resync], |told| told.into_iter().map(|(_, frame)| frame).collect());
        read.push((place.name, stream, frames));
    }
    snapshot.end().await?;
    // asked again after it was read: who has lost a stream meanwhile is not told of it
    let after = inner.store.actor_of(session).await?;
    let (told, lost): (Vec<_>, Vec<_>) = read.into_iter().partition(|(_, stream, _)| may_listen(&after, *stream));
    let lost = lost.into_iter().map(|(name, ..)| name);
    let never = places.iter().zip(&streams).filter(|(_, stream)| stream.is_none()).map(|(place, _)| place.name);
    let gone = never.chain(lost);
    let gone = gone.map(|name| ServerFrame::Unsubscribed { stream: name.to_owned(), code: "not_found".to_owned() });
    let told = told.into_iter().flat_map(|(_, _, frames)| frames);
    Ok(gone.chain(told).collect())
}

/// A row that can't be understood is no reason to refuse the rest.
fn or_none<T>(stream: StreamId, missed: Result<Option<T>>) -> Result<Option<T>> {
    match missed {
        Err(Error::Internal(why)) => {
            tracing::error!(%stream, why, "events that can't be read");
            Ok(None)
        }
        other => other,
    }
}

fn places(asked: &str) -> std::result::Result<Vec<Place<'_>>, QueryPayloadError> {
    let wrong = |what| QueryPayloadError::Deserialize(serde::de::value::Error::custom(what));
    let places = asked.split(',').map(|one| {
        let Some((name, seq)) = one.split_once('@') else { return Ok(Place { name: one, seq: None }) };
        let seq = seq.parse().map_err(|_| wrong("what stands after the @ is no number"))?;
        Ok(Place { name, seq: Some(seq) })
    });
    let places: Vec<Place<'_>> =
        places.take(MOST_STREAMS + 1).collect::<std::result::Result<_, QueryPayloadError>>()?;
    if places.len() > MOST_STREAMS {
        return Err(wrong("too many streams"));
    }
    Ok(places)
}
