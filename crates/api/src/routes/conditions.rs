//! What is held of conditions: an organisation's own, for its seats and the coordinators; and the way to membership.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use chrono::NaiveDate;
use domain::access::ParticipationState;
use domain::ids::{ConditionId, NetworkId, OrganisationId};
use domain::methods::take_home;
use domain::networks::condition::held::{self, Conditions, Evidence, Mentor};
use domain::networks::condition::{ConditionState, KnownCondition, asked, ladder, overview, remind};
use domain::networks::{coverage, organisation};
use domain::store::Tx;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    AskConditions, AskMembership, AskedConditions, Condition, ConditionsRow, CountyLine, CountyOrganisation, Coverage,
    HeldCondition, List, MembershipRefusal, MentorLine, Named, OrganisationConditions, Problem, SayCondition,
};

use crate::asker::Asker;
use crate::body::{Bodiless, Body};
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// How all who take part stand to the conditions: for the coordinators.
#[utoipa::path(tag = "conditions", operation_id = "conditions_of_network", responses((status = 200, body = List<ConditionsRow>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/conditions")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<ConditionsRow>>, Failure> {
    let rows = overview::of_all(api.store.reader(), &asker.actor, *id, api.store.clock().today()).await?;
    Ok(Json(List { items: rows.into_iter().map(ConditionsRow::from).collect(), next_cursor: None }))
}

/// What the network asks of its members, in its order, for those who govern it.
#[utoipa::path(tag = "conditions", operation_id = "asked_conditions", responses((status = 200, body = AskedConditions), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/asked-conditions")]
pub(super) async fn asked_of(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    list_asked(&api, &asker, *id).await
}

async fn list_asked(api: &Api, asker: &Asker, id: NetworkId) -> Result<HttpResponse, Failure> {
    let (rows, revision) = asked::asked(api.store.reader(), &asker.actor, id).await?;
    let view = AskedConditions { conditions: rows.into_iter().map(Into::into).collect(), revision };
    Ok(shown(StatusCode::OK, revision, &view))
}

/// Ask these conditions from now on, in this order; what is not among them is asked no more.
#[utoipa::path(tag = "conditions", operation_id = "ask_conditions", request_body = AskConditions, responses((status = 200, body = AskedConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/asked-conditions")]
pub(super) async fn ask_of(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<AskConditions>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    // who may not is told so before what the request lacks
    asked::asked(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let wanted: Vec<asked::ToAsk> = body.value.conditions.into_iter().map(Into::into).collect();
    let put = move |tx: Tx| async move { asked::ask(&tx, id, revision, wanted).await };
    api.store.write(&asker.actor, put).await?;
    list_asked(&api, &asker, id).await
}

/// How many of those it has told are shown with a condition.
const TOLD: usize = 5;

/// Whether that somebody was told counts for a condition: reporting to the political level, spreading to other networks.
fn counts(word: Option<KnownCondition>, told: &take_home::Evidence) -> bool {
    match word {
        Some(KnownCondition::Reported) => told.reported,
        Some(KnownCondition::Spread) => told.spread,
        _ => false,
    }
}

async fn view(api: &Api, asker: &Asker, of: &Conditions) -> Result<OrganisationConditions, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let rows = held::held(db, of).await?;
    let confirmed = held::confirmed(db, of).await?;
    let asked = ladder::asked(db, of).await?;
    let refused = if asked { None } else { ladder::refused(db, of).await? };
    let remains = rows.iter().any(|row| row.state != Some(ConditionState::Met));
    let mentors = if remains { held::mentors(db, of, today).await? } else { Vec::new() };
    let named = organisation::named(db, &asker.actor, &[of.organisation()]).await?.pop();
    let name = named.map(|one| one.name).unwrap_or_default();
    let met = rows.iter().filter(|row| row.state == Some(ConditionState::Met)).count();
    let line = |found: &Mentor| MentorLine {
        organisation: Named { id: found.organisation_id.0, name: found.organisation.clone() },
        person_id: found.person_id,
        person: found.person.clone(),
    };
    let told = take_home::evidence(db, of, today).await?;
    let conditions = rows.into_iter().map(|row| HeldCondition {
        told: told.iter().filter(|one| counts(row.word, one)).take(TOLD).map(Into::into).collect(),
        mentor: mentors.iter().find(|found| found.condition_id == Some(row.id)).map(line),
        condition: Condition { id: row.id, word: row.word, title: row.title, explanation: row.explanation },
        template_url: row.template_url,
        state: row.state,
        text: row.text,
        url: row.url,
        document_id: row.document_id,
        dated_on: row.dated_on,
        at: row.at,
    });
    let heard = held::heard(db, of).await?;
    Ok(OrganisationConditions {
        heard_on: heard.map(domain::clock::day_of),
        organisation: Named { id: of.organisation().0, name },
        state: of.state(),
        met: i64::try_from(met).unwrap_or_default(),
        conditions: conditions.collect(),
        confirmed_at: confirmed.map(|(at, _)| at),
        confirmed_until: confirmed.map(|(_, until)| until),
        may_write: of.writable(),
        may_confirm: of.own() && of.writable(),
        may_ask: of.own() && of.writable() && of.state() == ParticipationState::Observer && !asked,
        membership_asked: asked,
        may_take_back: asked && ladder::retractable(db, of).await?,
        refused: refused.map(|no| MembershipRefusal { at: no.at, reason: no.reason }),
        mentor: mentors.iter().find(|found| found.condition_id.is_none()).map(line),
    })
}

async fn answer(
    api: &Api,
    asker: &Asker,
    (network, organisation): (NetworkId, OrganisationId),
) -> Result<Json<OrganisationConditions>, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let of = held::of_organisation(db, &asker.actor, network, organisation, today).await?;
    Ok(Json(view(api, asker, &of).await?))
}

/// An organisation's conditions: one's own, or as a coordinator anybody's.
#[utoipa::path(tag = "conditions", operation_id = "conditions_of_organisation", responses((status = 200, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/conditions/{organisation}")]
pub(super) async fn of_organisation(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
) -> Result<Json<OrganisationConditions>, Failure> {
    answer(&api, &asker, path.into_inner()).await
}

/// Say how an organisation stands to a condition, with what shows it. What was held before stays as history.
#[utoipa::path(tag = "conditions", operation_id = "say_condition", request_body = SayCondition, responses((status = 200, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/networks/{id}/conditions/{organisation}/{condition}")]
pub(super) async fn say(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId, ConditionId)>,
    body: Body<SayCondition>,
) -> Result<Json<OrganisationConditions>, Failure> {
    let ((network, organisation, condition), SayCondition { state, text, url, document_id, dated_on }) =
        (path.into_inner(), body.value);
    let say = move |tx: Tx| async move {
        let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
        held::say(&tx, &of, condition, state, Evidence { text, url, document: document_id, dated_on }).await
    };
    api.store.write(&asker.actor, say).await?;
    answer(&api, &asker, (network, organisation)).await
}

/// Confirm that all is as is held: once a year, by who holds a seat of the organisation.
#[utoipa::path(tag = "conditions", operation_id = "confirm_conditions", params(IdempotencyKey), responses((status = 200, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/conditions/{organisation}/confirmation")]
pub(super) async fn confirm(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
    sent: Bodiless,
) -> Result<Json<OrganisationConditions>, Failure> {
    let (network, organisation) = path.into_inner();
    let confirm = move |tx: Tx| async move {
        let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
        held::confirm(&tx, &of).await?;
        Ok(organisation)
    };
    api.store.write_once(&asker.actor, sent.key, confirm).await?;
    answer(&api, &asker, (network, organisation)).await
}

/// Remind those who hold the organisation's seats that its conditions are to be confirmed: for the coordinators.
#[utoipa::path(tag = "conditions", operation_id = "remind_of_conditions", responses((status = 200, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/networks/{id}/conditions/{organisation}/reminders")]
pub(super) async fn remind_of(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
) -> Result<Json<OrganisationConditions>, Failure> {
    let (network, organisation) = path.into_inner();
    let remind = move |tx: Tx| async move {
        let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
        remind::again(&tx, &of).await
    };
    api.store.write(&asker.actor, remind).await?;
    answer(&api, &asker, (network, organisation)).await
}

/// Ask for full membership, as an observer: it becomes a case of what is held of the conditions.
#[utoipa::path(tag = "conditions", operation_id = "ask_membership", request_body = AskMembership, params(IdempotencyKey), responses((status = 201, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/conditions/{organisation}/membership")]
pub(super) async fn ask(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
    body: Body<AskMembership>,
) -> Result<HttpResponse, Failure> {
    let ((network, organisation), message) = (path.into_inner(), body.value.message);
    let ask = move |tx: Tx| async move {
        let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
        ladder::ask(&tx, &of, &message).await
    };
    api.store.write_once(&asker.actor, body.key, ask).await?;
    let shown = answer(&api, &asker, (network, organisation)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(shown.into_inner()))
}

/// Take that back, while it waits for its decision.
#[utoipa::path(tag = "conditions", operation_id = "take_back_membership", responses((status = 200, body = OrganisationConditions), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
#[delete("/networks/{id}/conditions/{organisation}/membership")]
pub(super) async fn take_back(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
) -> Result<Json<OrganisationConditions>, Failure> {
    let (network, organisation) = path.into_inner();
    let take_back = move |tx: Tx| async move {
        let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
        ladder::take_back(&tx, &of).await
    };
    api.store.write(&asker.actor, take_back).await?;
    answer(&api, &asker, (network, organisation)).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OnDay {
    /// On this day; without it today.
    #[serde(default)]
    day: Option<NaiveDate>,
}

/// Which counties the network has somebody from, on a day.
#[utoipa::path(tag = "conditions", operation_id = "coverage", params(OnDay), responses((status = 200, body = Coverage), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/coverage")]
pub(super) async fn coverage_on(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<OnDay>,
) -> Result<Json<Coverage>, Failure> {
    let day = query.day.unwrap_or_else(|| api.store.clock().today());
    let (counties, elsewhere) = coverage::on(api.store.reader(), &asker.actor, *id, day).await?;
    Ok(Json(Coverage {
        day,
        counties: counties.into_iter().map(CountyLine::from).collect(),
        elsewhere: elsewhere.into_iter().map(CountyOrganisation::from).collect(),
    }))
}
