//! The extractor and the middleware, in an app of its own.

#![expect(clippy::expect_used, reason = "a test that can't be set up has failed")]

use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, HttpResponse, web};
use auth::{Asking, Auth, Client, Config, ErrorRenderer, HashCost, Keys, LimitConfig};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::people::person::{NewPerson, create};
use domain::store::{Store, StoreOptions};

const EMAIL: &str = "elin.strand@kommun.example";
const PASSWORD: &str = "aldrig regnar det i augusti";

async fn service(folder: &std::path::Path, public: &str) -> Auth {
    let url = format!("sqlite://{}?mode=rwc", folder.join("samrum.db").display());
    let store = Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store");
    let config = Config {
        hashing: HashCost::cheapest(),
        limits: LimitConfig::generous(),
        ..Config::new(public).expect("a configuration")
    };
    let keys = Keys::fleeting(store.clock().now());
    let auth = Auth::new(store, keys, config).expect("the service");
    let hash = auth.hasher().hash(PASSWORD).await.expect("a hash");
    let new =
        NewPerson { name: "Elin Strand".into(), email: EMAIL.into(), protected: false, password_hash: Some(hash) };
    auth.store().write(&Actor::System, async move |tx| create(&tx, new).await).await.expect("a person");
    auth
}

fn client() -> Client {
    Client { address: "192.0.2.1".parse().expect("an address"), user_agent: String::new() }
}

async fn who(asking: Asking) -> HttpResponse {
    HttpResponse::Ok().body(if asking.person().is_some() { "a person" } else { "nobody" })
}

macro_rules! app {
    ($auth:expr) => {
        init_service(
            App::new()
                .app_data(web::Data::new($auth.clone()))
                .app_data(ErrorRenderer(|_, error| match error {
                    domain::Error::Unauthenticated => HttpResponse::Unauthorized().body("told our way"),
                    domain::Error::MayNot("foreign_origin") => HttpResponse::Forbidden().body("told our way"),
                    _ => HttpResponse::InternalServerError().finish(),
                }))
                .wrap(from_fn(auth::same_origin))
                .route("/who", web::get().to(who))
                .route("/who", web::post().to(who)),
        )
        .await
    };
}

#[actix_web::test]
async fn a_token_says_who_is_asking() {
    let folder = tempfile::tempdir().expect("a folder");
    let auth = service(folder.path(), "https://samrum.example").await;
    let tokens = auth.sign_in(EMAIL, PASSWORD, &client()).await.expect("signed in");
    let app = app!(auth);
    let (good, wrong) = (tokens.access.as_str(), "a.b.c");
    let bearer = |token: &str| Some(("Authorization", format!("Bearer {token}")));
    let cookie = |name: &str, token: &str| Some(("Cookie", format!("{name}={token}")));
    for (headers, status, body) in [
        (vec![], 200, "nobody"),
        (vec![bearer(good)], 200, "a person"),
        (vec![Some(("Authorization", format!("bearer {good}")))], 200, "a person"),
        (vec![cookie("__Host-samrum_access", good)], 200, "a person"),
        // the form of another scheme is nobody's
        (vec![cookie("samrum_access", good)], 200, "nobody"),
        (vec![bearer(wrong)], 401, "told our way"),
        (vec![cookie("__Host-samrum_access", wrong)], 401, "told our way"),
        (vec![bearer(wrong), cookie("__Host-samrum_access", good)], 401, "told our way"),
        (vec![bearer(good), bearer(good)], 401, "told our way"),
        (vec![Some(("Authorization", "Basic dTpw".to_owned()))], 200, "nobody"),
        (vec![Some(("Authorization", "Basic dTpw".to_owned())), cookie("__Host-samrum_access", good)], 200, "a person"),
        (vec![bearer("")], 401, "told our way"),
        (vec![bearer(&tokens.refresh)], 401, "told our way"),
    ] {
        let mut request = TestRequest::get().uri("/who");
        for header in headers.iter().flatten() {
            request = request.append_header((header.0, header.1.as_str()));
        }
        let response = call_service(&app, request.to_request()).await;
        assert_eq!(response.status().as_u16(), status, "{headers:?}");
        assert_eq!(read_body(response).await, body, "{headers:?}");
    }
    let actor = auth.actor_from_access(good).await.expect("an actor");
    auth.sign_out(&actor, None).await.expect("signed out");
    let request = TestRequest::get().uri("/who").append_header(("Authorization", format!("Bearer {good}")));
    assert_eq!(call_service(&app, request.to_request()).await.status(), StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_foreign_page_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let auth = service(folder.path(), "http://127.0.0.1:8080").await;
    let app = app!(auth);
    let cookie = ("Cookie", "samrum_other=1");
    let foreign = ("Origin", "https://evil.example");
    for (headers, passes) in [
        // a program that keeps cookies: a page always says where it is from
        (vec![cookie], true),
        (vec![], true),
        (vec![cookie, ("Sec-Fetch-Site", "same-origin")], true),
        (vec![cookie, ("Sec-Fetch-Site", "cross-site")], false),
        (vec![("Sec-Fetch-Site", "cross-site")], false),
        (vec![cookie, ("Origin", "http://127.0.0.1:8080")], true),
        (vec![cookie, ("Origin", "http://localhost:8080"), ("Host", "localhost:8080")], true),
        (vec![cookie, ("Origin", "http://127.0.0.1:8080"), ("Origin", "http://127.0.0.1:8080")], false),
        (vec![cookie, foreign], false),
        (vec![foreign], false),
        (vec![cookie, ("Origin", "null")], false),
    ] {
        for post in [true, false] {
            let mut request = if post { TestRequest::post() } else { TestRequest::get() }.uri("/who");
            for header in &headers {
                request = request.append_header(*header);
            }
            let status = call_service(&app, request.to_request()).await.status();
            let expected = if passes || !post { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(status, expected, "{headers:?} post: {post}");
        }
    }
}
