//! The public way into a network: what it asks, and the form. Nobody is signed in here, and nobody is told who exists.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use auth::Auth;
use domain::networks::expression::{self, NewExpression};
use wire::{Condition, ExpressInterest, OpenNetwork, Problem};

use crate::body::Body;
use crate::problem::Failure;
use crate::routes::sessions::client;
use crate::state::Api;

/// The wording of the consent that the form shows: kept with what is sent.
const CONSENT: &str = "2026-11";

/// What a network asks of those that want to join, and the form's token.
#[utoipa::path(tag = "joining", operation_id = "open_network", responses((status = 200, body = OpenNetwork), (status = 404, body = Problem)))]
#[get("/open-networks/{slug}")]
pub(super) async fn open_network(
    api: Data<Api>,
    auth: Data<Auth>,
    slug: Path<String>,
) -> Result<Json<OpenNetwork>, Failure> {
    let found = expression::open_network(api.store.reader(), &slug).await?;
    Ok(Json(OpenNetwork {
        form: auth.form_token(&form(&found.slug))?,
        slug: found.slug,
        name: found.name,
        purpose: found.purpose,
        conditions: found.conditions.into_iter().map(Condition::from).collect(),
    }))
}

fn form(slug: &str) -> String {
    format!("expression:{slug}")
}

/// Send an expression of interest. The answer is the same whoever sends it and whatever is known of them: a letter asks
/// to confirm the address, and nobody sees what was sent before that.
#[utoipa::path(tag = "joining", operation_id = "express_interest", request_body = ExpressInterest, responses((status = 202), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/open-networks/{slug}/expressions")]
pub(super) async fn express(
    request: HttpRequest,
    api: Data<Api>,
    auth: Data<Auth>,
    slug: Path<String>,
    body: Body<ExpressInterest>,
) -> Result<HttpResponse, Failure> {
    let (slug, sent) = (slug.into_inner(), body.value);
    let network = expression::open_network(api.store.reader(), &slug).await?;
    auth.check_form(&form(&slug), &sent.form, &client(&auth, &request))?;
    if !sent.consent {
        return Err(Failure::value("/consent", "missing"));
    }
    // who fills in what no person sees is told what every person is told
    if sent.website.is_empty() {
        let new = NewExpression {
            organisation: sent.organisation_id,
            organisation_name: sent.organisation_name,
            name: sent.name,
            role: sent.role,
            email: sent.email,
            language: sent.language,
            answers: sent.answers.into_iter().map(Into::into).collect(),
            message: sent.message,
            consent: CONSENT.to_owned(),
        };
        let anybody = api.store.anonymous().await?;
        api.store.write(&anybody, move |tx| async move { expression::begin(&tx, &network, new).await }).await?;
    }
    Ok(HttpResponse::Accepted().finish())
}
