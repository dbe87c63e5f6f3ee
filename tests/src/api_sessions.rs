//! Staying signed in by cookie and by token, being seen on one's devices, and foreign pages.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Node, PASSWORD, Role, World};

/// A browser: its cookies, and the page it is on.
struct Browser {
    client: Client,
    access: String,
    refresh: String,
}

impl Browser {
    async fn sign_in(world: &World, role: Role) -> (Self, Answer) {
        let client = world.node.anonymous();
        let answer = client.post("/session", &json!({ "email": role.email(), "password": PASSWORD })).await;
        let cookie = |name| answer.cookie(name).unwrap_or_else(|| panic!("{name}"));
        (Self { access: cookie("samrum_access"), refresh: cookie("samrum_refresh"), client }, answer)
    }

    async fn get(&self, path: &str) -> Answer {
        self.client.send(self.client.request(Method::GET, path).header("Cookie", &self.access)).await
    }

    async fn refresh_with(&self, cookie: &str) -> Answer {
        let request = self.client.request(Method::POST, "/session/refresh").header("Cookie", cookie);
        self.client.send(request.header("Origin", self.client.base())).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_gets_cookies_that_no_page_can_read() {
    let world = World::new().await;
    let (browser, answer) = Browser::sign_in(&world, Role::Member).await;
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap().to_owned()).collect();
    let [access, refresh] = [&set[0], &set[1]];
    assert!(access.contains("HttpOnly") && access.contains("SameSite=Lax") && access.contains("Path=/;"), "{access}");
    assert!(access.contains("Max-Age=900"), "{access}");
    assert!(refresh.contains("HttpOnly") && refresh.contains("SameSite=Strict"), "{refresh}");
    assert!(refresh.contains("Path=/api/v1/session"), "{refresh}");
    let body = answer.expect(200);
    assert_eq!(body["person"]["email"], Role::Member.email());
    assert!(!body.to_string().contains("token"), "tokens come in no body but that of /token");
    browser.get("/me").await.expect(200);
    // a quarter of an hour later the access has run out, and the browser fetches another
    world.node.clock.advance(Duration::from_secs(15 * 60 + 1));
    assert_eq!(browser.get("/me").await.problem(401), "unauthenticated");
    let renewed = browser.refresh_with(&browser.refresh).await;
    assert_eq!(renewed.status, 204);
    let browser = Browser { access: renewed.cookie("samrum_access").unwrap(), ..browser };
    browser.get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_refresh_at_once_and_a_thief_is_shut_out() {
    let world = World::new().await;
    let (browser, _) = Browser::sign_in(&world, Role::Member).await;
    let (one, two) = tokio::join!(browser.refresh_with(&browser.refresh), browser.refresh_with(&browser.refresh));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (204, 204));
    assert_eq!(one.cookie("samrum_refresh"), two.cookie("samrum_refresh"), "both get the same successor");
    let second = one.cookie("samrum_refresh").unwrap();
    // past the grace the old one is somebody else's copy: the device is signed out
    world.node.clock.advance(Duration::from_secs(31));
    assert_eq!(browser.refresh_with(&browser.refresh).await.problem(401), "unauthenticated");
    assert_eq!(browser.refresh_with(&second).await.problem(401), "unauthenticated");
    assert_eq!(browser.get("/me").await.problem(401), "unauthenticated");
    world.client(Role::Member).get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_for_programs_rotate_too() {
    let world = World::new().await;
    let nobody = world.node.anonymous();
    let who = json!({ "email": Role::Member.email(), "password": PASSWORD });
    let first = nobody.post("/token", &who).await.expect(200);
    assert_eq!((&first["token_type"], &first["expires_in"]), (&json!("Bearer"), &json!(900)));
    let refresh = async |tokens: &Value| {
        nobody.post("/token/refresh", &json!({ "refresh_token": tokens["refresh_token"] })).await
    };
    let second = refresh(&first).await.expect(200);
    let third = refresh(&second).await.expect(200);
    assert_ne!(second["refresh_token"], third["refresh_token"]);
    assert_eq!(refresh(&first).await.problem(401), "unauthenticated");
    assert_eq!(refresh(&third).await.problem(401), "unauthenticated", "a used one ended the session");
    for wrong in ["", "x", &"x".repeat(10_000)] {
        assert_eq!(refresh(&json!({ "refresh_token": wrong })).await.problem(401), "unauthenticated");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_ones_devices_and_signs_them_out() {
    let world = World::new().await;
    let here = world.client(Role::Member);
    let there = world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await;
    let sessions = here.get("/sessions").await.expect(200);
    let items = sessions["items"].as_array().unwrap();
    assert_eq!((items.len(), items.iter().filter(|s| s["current"] == true).count()), (2, 1));
    let other = items.iter().find(|s| s["current"] == false).unwrap()["id"].as_str().unwrap();
    // nobody else's device is anybody's to end
    let path = format!("/sessions/{other}");
    assert_eq!(world.client(Role::Coordinator).delete(&path, None).await.problem(404), "not_found");
    there.get("/me").await.expect(200);
    here.delete(&path, None).await.expect(204);
    assert_eq!(there.get("/me").await.problem(401), "unauthenticated");
    assert_eq!(here.delete(&path, None).await.problem(404), "not_found");
    let (browser, _) = Browser::sign_in(&world, Role::Member).await;
    let out = here.delete("/sessions", None).await;
    assert_eq!(out.header("clear-site-data"), "\"cache\"");
    for answer in [here.get("/me").await, browser.get("/me").await, browser.refresh_with(&browser.refresh).await] {
        assert_eq!(answer.problem(401), "unauthenticated");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_pages_do_nothing_in_ones_name() {
    let world = World::new().await;
    let (browser, _) = Browser::sign_in(&world, Role::Member).await;
    let base = browser.client.base().to_owned();
    let change = async |headers: &[(&str, &str)]| {
        let mut request = browser.client.request(Method::PATCH, "/me").header("Cookie", &browser.access);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        browser.client.send(request.json(&json!({ "theme": "dark" }))).await.status.as_u16()
    };
    assert_eq!(change(&[("Origin", &base)]).await, 200);
    assert_eq!(change(&[("Sec-Fetch-Site", "same-origin"), ("Origin", &base)]).await, 200);
    let look_alike = format!("{base}.evil.example");
    for origin in ["https://evil.example", "null", &look_alike, "http://127.0.0.1", "http://127.0.0.1:1", ""] {
        assert_eq!(change(&[("Origin", origin)]).await, 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(change(&[("Sec-Fetch-Site", site), ("Origin", &base)]).await, 403, "{site}");
    }
    assert_eq!(change(&[]).await, 200, "a program that keeps cookies: a browser says where it comes from");
    // signing in is guarded as well: nobody is signed in as somebody else
    let body = json!({ "email": Role::Observer.email(), "password": PASSWORD });
    let request = browser.client.request(Method::POST, "/session").header("Origin", "https://evil.example").json(&body);
    assert_eq!(browser.client.send(request).await.problem(403), "foreign_origin");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_held_up_on_every_way_in_together() {
    let node = Node::start_with(|config| samrum::config::Config { hurried: false, ..config }).await;
    let nobody = node.anonymous();
    let mut held = None;
    for number in 0..40 {
        let way = if number % 2 == 0 { "/session" } else { "/token" };
        let answer = nobody.post(way, &json!({ "email": "nagon@exempel.se", "password": "gissning" })).await;
        match answer.status.as_u16() {
            401 => {}
            429 => {
                assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
                assert_eq!(answer.problem(429), "too_many");
                held = Some(number);
                break;
            }
            other => panic!("{other}"),
        }
    }
    assert!(held.is_some_and(|tries| (10..=14).contains(&tries)), "both ways count together: {held:?}");
    // the same account by the other way is held up too, another account is not
    for way in ["/session", "/token"] {
        let body = json!({ "email": " NAGON@exempel.se ", "password": "gissning" });
        assert_eq!(nobody.post(way, &body).await.problem(429), "too_many");
        let body = json!({ "email": "annan@exempel.se", "password": "gissning" });
        assert_eq!(nobody.post(way, &body).await.problem(401), "wrong_credentials");
    }
}
