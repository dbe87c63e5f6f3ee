//! The two cookies. Their form follows the public address, never the request.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use domain::people::session::LIFETIME;

use crate::config::Config;
use crate::signing::Tokens;

/// Where the refresh cookie goes on plain http; on https `__Host-` asks for `/` (RFC 6265bis § 4.1.3.2).
const REFRESH_PATH: &str = "/api/v1/session";

struct Form {
    access: &'static str,
    refresh: &'static str,
    refresh_path: &'static str,
}

fn form(config: &Config) -> Form {
    if config.secure() {
        Form { access: "__Host-samrum_access", refresh: "__Host-samrum_refresh", refresh_path: "/" }
    } else {
        Form { access: "samrum_access", refresh: "samrum_refresh", refresh_path: REFRESH_PATH }
    }
}

fn cookie<'a>(config: &Config, name: &'static str, value: String, path: &'static str, site: SameSite) -> Cookie<'a> {
    Cookie::build(name, value).path(path).http_only(true).secure(config.secure()).same_site(site).finish()
}

/// The cookies that sign a browser in: access, refresh.
pub(crate) fn signed_in(config: &Config, tokens: &Tokens) -> [Cookie<'static>; 2] {
    let form = form(config);
    let mut access = cookie(config, form.access, tokens.access.clone(), "/", SameSite::Lax);
    access.set_max_age(Duration::seconds(tokens.access_seconds));
    let mut refresh = cookie(config, form.refresh, tokens.refresh.clone(), form.refresh_path, SameSite::Strict);
    refresh.set_max_age(Duration::seconds(LIFETIME.num_seconds()));
    [access, refresh]
}

/// The cookies that sign a browser out.
pub(crate) fn signed_out(config: &Config) -> [Cookie<'static>; 2] {
    let form = form(config);
    let mut both = [
        cookie(config, form.access, String::new(), "/", SameSite::Lax),
        cookie(config, form.refresh, String::new(), form.refresh_path, SameSite::Strict),
    ];
    for gone in &mut both {
        gone.make_removal();
    }
    both
}

/// The access token a browser sent.
pub(crate) fn access_of(request: &HttpRequest, config: &Config) -> Option<String> {
    request.cookie(form(config).access).map(|cookie| cookie.value().to_owned())
}

/// The refresh token a browser sent.
pub(crate) fn refresh_of(request: &HttpRequest, config: &Config) -> Option<String> {
    request.cookie(form(config).refresh).map(|cookie| cookie.value().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use domain::ids::{PersonId, SessionId};

    #[test]
    fn the_form_follows_the_public_address() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
        let tokens = Tokens {
            person: PersonId::at(now),
            session: SessionId::at(now),
            access: "a".into(),
            access_until: now,
            access_seconds: 900,
            refresh: "r".into(),
            refresh_until: now,
        };
        let shown = |url: &str| {
            let config = Config::new(url).expect("a configuration");
            signed_in(&config, &tokens).map(|cookie| cookie.to_string())
        };
        assert_eq!(
            shown("https://samrum.example"),
            [
                "__Host-samrum_access=a; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=900",
                "__Host-samrum_refresh=r; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=2592000",
            ]
        );
        assert_eq!(
            shown("http://127.0.0.1:8080"),
            [
                "samrum_access=a; HttpOnly; SameSite=Lax; Path=/; Max-Age=900",
                "samrum_refresh=r; HttpOnly; SameSite=Strict; Path=/api/v1/session; Max-Age=2592000",
            ]
        );
        let config = Config::new("https://samrum.example").expect("a configuration");
        for gone in signed_out(&config).map(|cookie| cookie.to_string()) {
            assert!(gone.contains("=; ") && gone.contains("Max-Age=0") && gone.contains("Secure"), "{gone}");
        }
    }
}
