//! For those who run it: health, metrics, the request log.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App, HttpResponse, HttpServer};
use api::Api;
use domain::store::Store;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// The recorder of this process: one, however many nodes a test starts in it.
pub(crate) fn recorder() -> Option<PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| match PrometheusBuilder::new().install_recorder() {
            Ok(handle) => Some(handle),
            Err(error) => {
                tracing::warn!(%error, "there will be no metrics");
                None
            }
        })
        .clone()
}

/// `/healthz` (the process lives) and `/readyz` (it can answer), on the public address too, for load balancers.
pub(crate) fn configure_health(service: &mut ServiceConfig) {
    service.route("/healthz", web::get().to(alive)).route("/readyz", web::get().to(ready));
}

async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

async fn ready(api: Data<Api>) -> HttpResponse {
    readiness(&api.store).await
}

async fn readiness(store: &Store) -> HttpResponse {
    match domain::installation::facts(store.reader()).await {
        Ok(_) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database can't be reached\n")
        }
    }
}

/// Health and metrics on an address of their own.
pub(crate) fn serve(
    address: SocketAddr,
    store: Store,
    metrics: Option<PrometheusHandle>,
) -> anyhow::Result<ServerHandle> {
    let server = HttpServer::new(move || {
        let (store, metrics) = (store.clone(), metrics.clone());
        App::new()
            .route("/healthz", web::get().to(alive))
            .route(
                "/readyz",
                web::get().to(move || {
                    let store = store.clone();
                    async move { readiness(&store).await }
                }),
            )
            .route(
                "/metrics",
                web::get().to(move || {
                    let text = metrics.as_ref().map(PrometheusHandle::render).unwrap_or_default();
                    async move { HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text) }
                }),
            )
    })
    .bind(address)?
    .workers(1)
    .disable_signals()
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

/// Counts and logs every request by its route, never by its full address: that may hold what somebody searched for.
///
/// # Errors
/// What comes from within.
pub(crate) async fn request_log<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let began = Instant::now();
    let method = request.method().clone();
    let response = next.call(request).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "other".into());
    let status = response.status().as_u16();
    let took = began.elapsed();
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(took);
    metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string()).increment(1);
    tracing::debug!(%method, route, status, ms = took.as_secs_f64() * 1000.0, "request");
    Ok(response)
}
