//! The link in every mail that stops such mails: looking changes nothing, posting does, and it opens nothing else.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, MailServer, Role, World};
use crate::mail::{direct, id, mention, world_with};

async fn wanted(world: &World, role: Role) -> Value {
    world.client(role).get("/me/mail").await.expect(200)
}

fn token(path: &str) -> String {
    path.trim_start_matches("/brev/").to_owned()
}

async fn look(anybody: &Client, token: &str) -> Value {
    anybody.get(&format!("/mail-links/{token}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_program_stops_mails_in_one_step_and_a_scanner_does_not() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let talk = direct(&world, Role::Member, Role::Elected).await;
    world.client(Role::Member).say(&talk, "Hej").await;
    let path = server.mails(1).await[0].stop_path();
    let anybody = world.node.anonymous();
    let before = wanted(&world, Role::Elected).await;
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        for address in [format!("/{path}"), format!("/mail-links/{}", token(&path))] {
            anybody.send(anybody.request(method.clone(), &address)).await;
        }
    }
    assert_eq!(wanted(&world, Role::Elected).await, before);

    // RFC 8058 § 3.1: a form, no cookies, no questions
    let form = "List-Unsubscribe=One-Click";
    let request = anybody.request(Method::POST, &format!("/{path}"));
    let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(form);
    let answer = anybody.send(request.try_clone().expect("a request")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(anybody.send(request).await.status, 204, "twice is once");
    let after = wanted(&world, Role::Elected).await;
    assert_eq!((&after["at_once"], &after["digest"]), (&json!(false), &json!("weekly")));
    assert_eq!(wanted(&world, Role::Member).await["at_once"], true, "nobody else's");
    let nothing = anybody.send(anybody.request(Method::POST, &format!("//brev/{}", "x".repeat(43)))).await;
    assert_eq!(nothing.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_stops_the_kind_or_the_conversation_and_lets_it_go_on_again() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let thread = id(&coordinator.start(&world.room("members"), "En tråd", "Ord").await);
    coordinator.say(&thread, &mention(&world, Role::Elected)).await;
    let token = token(&server.mails(1).await[0].stop_path());
    let anybody = world.node.anonymous();
    let link = format!("/mail-links/{token}");
    assert_eq!(
        look(&anybody, &token).await,
        json!({ "kind": "at_once", "of_search": false, "stopped": false, "conversation_stopped": false }),
        "it tells nothing of what the mail was about"
    );
    let stop = |what: &str, stopped: bool| json!({ "what": what, "stopped": stopped });
    let stopped = anybody.post(&link, &stop("conversation", true)).await.expect(200);
    assert_eq!((&stopped["stopped"], &stopped["conversation_stopped"]), (&json!(false), &json!(true)));
    let following = format!("/conversations/{thread}/following");
    assert_eq!(world.client(Role::Elected).get(&following).await.expect(200)["level"], "nothing");
    anybody.post(&link, &stop("conversation", false)).await.expect(200);
    assert_eq!(world.client(Role::Elected).get(&following).await.expect(200)["chosen"], Value::Null);
    assert_eq!(anybody.post(&link, &stop("kind", true)).await.expect(200)["stopped"], true);
    assert_eq!(wanted(&world, Role::Elected).await["at_once"], false);
    assert_eq!(anybody.post(&link, &stop("kind", false)).await.expect(200)["stopped"], false);
    assert_eq!(wanted(&world, Role::Elected).await["at_once"], true);

    // it opens nothing else, and is for the address it went to
    assert_eq!(anybody.with_token(&token).get("/me").await.problem(401), "unauthenticated");
    let sql = crate::harness::Sql::of(world.node.config()).await;
    let hash = sql.rows("SELECT stop_hash FROM mail WHERE stop_hash IS NOT NULL", []).await;
    let hash: String = hash[0].try_get("", "stop_hash").expect("a hash");
    assert!(hash != token && hash.len() == 64, "only its hash is kept");
    assert_eq!(anybody.get(&format!("/mail-links/{hash}")).await.problem(404), "not_found");
    sql.run("UPDATE person_email SET address = 'ny@exempel.se' WHERE address = $1", [Role::Elected.email().into()])
        .await;
    assert_eq!(anybody.get(&link).await.problem(404), "not_found");
    assert_eq!(anybody.post(&link, &stop("kind", true)).await.problem(404), "not_found");
    assert_eq!(wanted(&world, Role::Elected).await["at_once"], true);
}
