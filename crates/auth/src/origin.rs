//! Whether a request comes from our own pages: decided from its headers alone, so that it can be tested as a table.

use std::net::IpAddr;

/// A scheme, host and port (RFC 6454), compared whole: never by a part of the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
    port: u16,
}

impl Origin {
    /// Reads `http(s)://host[:port]`, with nothing before the host and nothing after the port.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let (secure, authority) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return None,
        };
        let (host, port) = authority_of(authority)?;
        Some(Self { secure, host, port: port.unwrap_or(if secure { 443 } else { 80 }) })
    }

    /// Whether it is https.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// The host, in lower case; IPv6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (scheme, usual) = if self.secure { ("https", 443) } else { ("http", 80) };
        if self.port == usual {
            write!(f, "{scheme}://{}", self.host)
        } else {
            write!(f, "{scheme}://{}:{}", self.host, self.port)
        }
    }
}

/// Host and port of `host[:port]`.
fn authority_of(text: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = if text.starts_with('[') {
        let end = text.find(']')?;
        let inner = text.get(1..end)?;
        inner.parse::<std::net::Ipv6Addr>().ok()?;
        let rest = text.get(end + 1..)?;
        (text.get(..=end)?, if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) })
    } else {
        match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        }
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if host.is_empty() || (!host.starts_with('[') && !host.chars().all(plain)) {
        return None;
    }
    let port = match port {
        Some(port) if port.chars().all(|c| c.is_ascii_digit()) => Some(port.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    Some((host.to_ascii_lowercase(), port))
}

fn loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What a request says about where it comes from. A header that comes twice or is no text is [`Said::Unclear`].
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    /// `Sec-Fetch-Site`, which only a browser sets.
    pub site: Said<'a>,
    /// `Origin`.
    pub origin: Said<'a>,
    /// `Host` (or `:authority`).
    pub host: Option<&'a str>,
    /// Carries `Authorization: Bearer`, which no foreign page can make a browser send.
    pub bearer: bool,
    /// Carries cookies, which a browser sends by itself.
    pub cookies: bool,
    /// Asks for a websocket.
    pub socket: bool,
}

/// A header that matters only when it comes once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Not there.
    Nothing,
    /// There once.
    Once(&'a str),
    /// There more than once, or no text.
    Unclear,
}

/// Whether the request is one of our own pages', or one that no page can have caused.
///
/// `Sec-Fetch-Site` decides where there is one. Else `Origin` must be the public one or, while that is plain http, the
/// loopback address (or the public host) the request itself was sent to. With neither it is no page's: for years no browser
/// has sent a write without one of them, and our cookies go with no write of a foreign page (`SameSite`). Only who asks for a
/// websocket, which is a GET, must carry a bearer token then, or no cookie at all.
#[must_use]
pub fn own(claims: &Claims<'_>, public: &Origin) -> bool {
    match (claims.site, claims.origin) {
        (Said::Unclear, _) | (_, Said::Unclear) => false,
        (Said::Once(site), _) => matches!(site, "same-origin" | "none"),
        (Said::Nothing, Said::Once(origin)) => own_origin(origin, claims.host, public),
        (Said::Nothing, Said::Nothing) => !claims.socket || claims.bearer || !claims.cookies,
    }
}

fn own_origin(origin: &str, host: Option<&str>, public: &Origin) -> bool {
    let Some(origin) = Origin::parse(origin) else {
        return false;
    };
    if origin == *public {
        return true;
    }
    if public.secure || origin.secure {
        return false;
    }
    // plain http is for one's own machine: the address the browser shows is the one it was sent to
    let Some((host, port)) = host.and_then(authority_of) else {
        return false;
    };
    (loopback(&host) || host == public.host) && origin.host == host && origin.port == port.unwrap_or(80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said<'_> {
        if text.is_empty() { Said::Nothing } else { Said::Once(text) }
    }

    #[test]
    fn only_our_own_pages_pass() {
        let own_https = "https://samrum.example";
        let own_http = "http://127.0.0.1:8080";
        // public, Sec-Fetch-Site, Origin, Host, bearer, cookies, passes
        let table = [
            (own_https, "same-origin", own_https, "samrum.example", false, true, true),
            (own_https, "none", "", "samrum.example", false, true, true),
            (own_https, "same-site", own_https, "samrum.example", false, true, false),
            (own_https, "cross-site", own_https, "samrum.example", true, true, false),
            (own_https, "nonsense", own_https, "samrum.example", true, true, false),
            (own_https, "", own_https, "samrum.example", false, true, true),
            (own_https, "", "HTTPS://Samrum.Example", "samrum.example", false, true, true),
            (own_https, "", "https://samrum.example:443", "samrum.example", false, true, true),
            (own_https, "", "https://samrum.example:8443", "samrum.example:8443", false, true, false),
            (own_https, "", "http://samrum.example", "samrum.example", false, true, false),
            (own_https, "", "null", "samrum.example", false, true, false),
            (own_https, "", "null", "samrum.example", true, false, false),
            // look-alikes (Discourse CVE-2026-33393)
            (own_https, "", "https://evilsamrum.example", "samrum.example", false, true, false),
            (own_https, "", "https://samrum.example.evil.com", "samrum.example", false, true, false),
            (own_https, "", "https://a.samrum.example", "samrum.example", false, true, false),
            (own_https, "", "https://samrum.example.", "samrum.example", false, true, false),
            (own_https, "", "https://samrum.example@evil.com", "samrum.example", false, true, false),
            (own_https, "", "https://samrum.example/", "samrum.example", false, true, false),
            (own_https, "", "https://samrum-example", "samrum.example", false, true, false),
            (own_https, "", "https://sаmrum.example", "samrum.example", false, true, false),
            (own_https, "", "https://evil.com#samrum.example", "samrum.example", false, true, false),
            // a foreign page is refused also without cookies, so that nobody is signed in behind their back
            (own_https, "", "https://evil.com", "samrum.example", false, false, false),
            // on https the Host header never widens it
            (own_https, "", "http://localhost:8080", "localhost:8080", false, true, false),
            (own_https, "", "https://localhost:8080", "localhost:8080", false, true, false),
            // plain http on one's own machine
            (own_http, "", own_http, "127.0.0.1:8080", false, true, true),
            (own_http, "", "http://localhost:8080", "localhost:8080", false, true, true),
            (own_http, "", "http://[::1]:8080", "[::1]:8080", false, true, true),
            (own_http, "", "http://localhost:5173", "localhost:5173", false, true, true),
            (own_http, "", "http://localhost:9000", "localhost:8080", false, true, false),
            (own_http, "", "http://localhost.evil.com:8080", "localhost:8080", false, true, false),
            // rebinding: the page's own name in Host
            (own_http, "", "http://evil.com:8080", "evil.com:8080", false, true, false),
            (own_http, "", "http://127.0.0.1.evil.com:8080", "127.0.0.1.evil.com:8080", false, true, false),
            (own_http, "", "null", "localhost:8080", false, true, false),
        ];
        for (public, site, origin, host, bearer, cookies, passes) in table {
            let public = Origin::parse(public).expect("an origin");
            for socket in [false, true] {
                let claims =
                    Claims { site: said(site), origin: said(origin), host: Some(host), bearer, cookies, socket };
                assert_eq!(own(&claims, &public), passes, "{claims:?} at {public}");
            }
        }
    }

    #[test]
    fn who_says_nothing_is_no_page_unless_it_asks_for_a_socket_with_cookies() {
        let public = Origin::parse("https://samrum.example").expect("an origin");
        for (socket, bearer, cookies, passes) in [
            (false, false, true, true),
            (false, true, true, true),
            (false, false, false, true),
            (true, false, true, false),
            (true, true, true, true),
            (true, false, false, true),
        ] {
            let nothing = Said::Nothing;
            let host = Some("samrum.example");
            let claims = Claims { site: nothing, origin: nothing, host, bearer, cookies, socket };
            assert_eq!(own(&claims, &public), passes, "{claims:?}");
        }
    }

    #[test]
    fn a_header_that_comes_twice_decides_nothing() {
        let public = Origin::parse("https://samrum.example").expect("an origin");
        let good = Said::Once("https://samrum.example");
        for (site, origin) in [(Said::Unclear, good), (Said::Once("same-origin"), Said::Unclear)] {
            let host = Some("samrum.example");
            let claims = Claims { site, origin, host, bearer: true, cookies: false, socket: false };
            assert!(!own(&claims, &public));
        }
    }

    #[test]
    fn an_origin_is_shown_as_a_browser_writes_it() {
        for text in ["https://samrum.example", "http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost"] {
            assert_eq!(Origin::parse(text).expect("an origin").to_string(), text);
        }
    }
}
