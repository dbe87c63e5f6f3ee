//! From where a request comes: the peer, or what a trusted proxy says of it.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Once;

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderMap, USER_AGENT};
use actix_web::{FromRequest, HttpRequest, web};
use domain::people::session::Device;

use crate::config::Network;
use crate::signing::Auth;

/// Told once: a proxy that nobody has named makes everybody share the limits of one address.
static UNKNOWN_PROXY: Once = Once::new();

/// The longest a browser's words for itself are taken.
const LONGEST_AGENT: usize = 300;

/// Who is at the other end of the line. An extractor; needs [`Auth`] in the app's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The network address limits count by.
    pub address: IpAddr,
    /// The browser's own words for itself, cut to 300 characters.
    pub user_agent: String,
}

impl Client {
    /// Reads it from a request. `X-Forwarded-For` counts only from a peer in `trusted`, and only its last hop: what
    /// stands before it the client wrote itself.
    #[must_use]
    pub fn of(request: &HttpRequest, trusted: &[Network]) -> Self {
        // there is always a peer on TCP; without one all share a limit, which fails on the safe side
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip()).to_canonical();
        let address = if trusted.iter().any(|network| network.contains(peer)) {
            last_hop(request.headers()).unwrap_or(peer)
        } else {
            if request.headers().contains_key("x-forwarded-for") {
                UNKNOWN_PROXY.call_once(|| {
                    tracing::warn!(%peer, "X-Forwarded-For from somewhere that --trusted-proxies does not name: if that is \
                        a proxy of ours, all who come through it count as one");
                });
            }
            peer
        };
        let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Self { address, user_agent: agent.chars().take(LONGEST_AGENT).collect() }
    }

    /// What the session keeps of it.
    pub(crate) fn device(&self) -> Device {
        Device { user_agent: self.user_agent.clone(), address: self.address.to_string() }
    }
}

fn last_hop(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").last()?.to_str().ok()?;
    let hop = last.rsplit(',').next()?.trim();
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    // some proxies add the port
    let address = bare.parse().or_else(|_| hop.parse::<std::net::SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(IpAddr::to_canonical(&address))
}

impl FromRequest for Client {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let trusted = request.app_data::<web::Data<Auth>>().map(|auth| auth.config().trusted_proxies.as_slice());
        ready(Ok(Self::of(request, trusted.unwrap_or_default())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_a_trusted_peer_says_who_is_behind_it() {
        let trusted: Vec<Network> = vec!["10.0.0.0/8".parse().expect("a network")];
        for (peer, forwarded, seen) in [
            ("10.0.0.1:1", &["203.0.113.9"][..], "203.0.113.9"),
            ("10.0.0.1:1", &["6.6.6.6, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1:1", &["6.6.6.6", "203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1:1", &["203.0.113.9:4711"], "203.0.113.9"),
            ("10.0.0.1:1", &["[2001:db8::1]"], "2001:db8::1"),
            ("10.0.0.1:1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1:1", &["6.6.6.6, unknown"], "10.0.0.1"),
            ("10.0.0.1:1", &[], "10.0.0.1"),
            ("192.0.2.1:1", &["6.6.6.6"], "192.0.2.1"),
            ("[::ffff:192.0.2.1]:1", &["6.6.6.6"], "192.0.2.1"),
        ] {
            let mut request = TestRequest::default().peer_addr(peer.parse().expect("a peer"));
            for hop in forwarded {
                request = request.append_header(("X-Forwarded-For", *hop));
            }
            let client = Client::of(&request.to_http_request(), &trusted);
            assert_eq!(client.address.to_string(), seen, "{peer} {forwarded:?}");
        }
    }
}
