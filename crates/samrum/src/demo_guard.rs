//! A demo prints its people's password, so it is for the machine it runs on and for no other.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{FORWARDED, HOST, HeaderName};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, http};
use anyhow::bail;

use crate::config::Config;

/// Whether the configuration is one a demo may run under.
///
/// # Errors
/// For an address that is not loopback, or a public address.
pub(crate) fn may_start(config: &Config) -> anyhow::Result<()> {
    if !config.demo {
        return Ok(());
    }
    if !config.address.ip().is_loopback() {
        bail!("a demo listens on loopback only: its password is printed for everybody to read");
    }
    if config.public_url.is_some() {
        bail!("a demo has no public address: its password is printed for everybody to read");
    }
    Ok(())
}

/// Refuses whatever did not come straight from this machine.
///
/// # Errors
/// What comes from within.
pub(crate) async fn loopback_only<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let headers = request.headers();
    let forwarded = headers.contains_key(FORWARDED)
        || ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"]
            .into_iter()
            .any(|name| headers.contains_key(HeaderName::from_static(name)));
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().host()).unwrap_or_default();
    if !forwarded && is_loopback(host) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = HttpResponse::build(http::StatusCode::MISDIRECTED_REQUEST)
        .content_type("text/plain; charset=utf-8")
        .body("This is a demo: it answers only on the machine it runs on.\n");
    Ok(request.into_response(refused).map_into_right_body())
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine() {
        for host in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.9.9.9"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "example.se", "localhost.example.se", "127.0.0.1.example.se", "10.0.0.1:8080", "[::2]"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
