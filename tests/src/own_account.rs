//! A forgotten password, and one's own addresses: links that go by mail, work once, and tell nobody who exists.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::harness::{MailServer, PASSWORD, Received, Role};
use crate::mail::{until, world_with};

const NEW: &str = "en helt ny mening med många tecken";

/// The token of the link to that page in a mail.
fn token(mail: &Received, page: &str) -> String {
    let text = mail.text();
    let start = text.find(&format!("/{page}/")).unwrap_or_else(|| panic!("no link to {page} in {text}"));
    text[start + page.len() + 2..].split_whitespace().next().expect("a token").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_set_anew_by_a_link_that_works_once() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (anybody, signed_in) = (world.node.anonymous(), world.client(Role::Member));
    let ask = json!({ "email": Role::Member.email().to_uppercase() });
    anybody.post("/password-resets", &ask).await.expect(202);
    let mail = server.mails(1).await.remove(0);
    assert_eq!(mail.subject(), "Välj ett nytt lösenord");
    assert_eq!(mail.header("List-Unsubscribe"), "", "one does not stop what one asks for");
    let link = format!("/password-resets/{}", token(&mail, "nytt-losenord"));

    // a scanner that looks at everything changes nothing
    for method in [Method::GET, Method::HEAD, Method::GET] {
        anybody.send(anybody.request(method, &link)).await;
    }
    assert_eq!(anybody.get(&link).await.expect(200)["email"], Role::Member.email());
    let short = anybody.post(&link, &json!({ "new": "kort" })).await.expect(422);
    assert_eq!(short["errors"][0]["code"], "too_short");
    signed_in.get("/me").await.expect(200);
    // both at once: one of them counts
    let (new, other) = (json!({ "new": NEW }), json!({ "new": "en annan mening med många tecken" }));
    let (one, two) = tokio::join!(anybody.post(&link, &new), anybody.post(&link, &other));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404]);
    let chosen = if one.status == 204 { NEW } else { "en annan mening med många tecken" };
    assert_eq!(signed_in.get("/me").await.problem(401), "unauthenticated", "every device is signed out");
    anybody.get(&link).await.problem(404);
    anybody.sign_in(&Role::Member.email(), chosen).await.get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_link_tells_nobody_who_exists_and_old_links_stop() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let anybody = world.node.anonymous();
    let nobody = anybody.post("/password-resets", &json!({ "email": "okand@exempel.se" })).await;
    let known = anybody.post("/password-resets", &json!({ "email": Role::Member.email() })).await;
    assert_eq!((nobody.status, &nobody.body), (known.status, &known.body));
    until_notices(&world, "dropped", 1).await;
    // the first has come before the second is asked for: which is which is told by their order
    server.mails(1).await;
    anybody.post("/password-resets", &json!({ "email": Role::Member.email() })).await.expect(202);
    let mails = server.mails(2).await;
    assert!(mails.iter().all(|mail| mail.to == Role::Member.email()), "nothing goes to an address nobody has");
    let links: Vec<_> = mails.iter().map(|mail| format!("/password-resets/{}", token(mail, "nytt-losenord"))).collect();
    anybody.get(&links[0]).await.problem(404);
    anybody.get(&links[1]).await.expect(200);
    world.node.clock.advance(Duration::from_secs(61 * 60));
    anybody.get(&links[1]).await.problem(404);
    assert_eq!(anybody.post(&links[1], &json!({ "new": NEW })).await.problem(404), "not_found");
    let wrong = anybody.post("/password-resets", &json!({ "email": "ingen adress" })).await.expect(422);
    assert_eq!(wrong["errors"][0]["code"], "not_an_address");
}

async fn until_notices(world: &crate::harness::World, state: &str, many: i64) {
    let sql = crate::harness::Sql::of(world.node.config()).await;
    crate::harness::eventually(&format!("{many} notices {state}"), || async {
        let found = sql.number("SELECT count(*) AS n FROM notice WHERE state = $1", [state.into()]).await;
        (found >= many).then_some(())
    })
    .await;
    let kept = sql
        .number("SELECT count(secret) AS n FROM notice WHERE state NOT IN ('waiting', 'held', 'handing_over')", [])
        .await;
    assert_eq!(kept, 0, "no token is kept after its mail");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_ones_own_once_its_link_was_used() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (member, anybody) = (world.client(Role::Member), world.node.anonymous());
    let wrong = json!({ "address": "ny@exempel.se", "current": "fel lösenord helt" });
    assert_eq!(member.post("/me/addresses", &wrong).await.expect(422)["errors"][0]["code"], "wrong_password");
    let own = json!({ "address": Role::Member.email(), "current": PASSWORD });
    assert_eq!(member.post("/me/addresses", &own).await.problem(409), "address_already_yours");
    member.post("/me/addresses", &json!({ "address": "Ny@exempel.se", "current": PASSWORD })).await.expect(202);
    // that somebody else has an address is not told to who asks for it
    let anothers = json!({ "address": Role::Elected.email(), "current": PASSWORD });
    member.post("/me/addresses", &anothers).await.expect(202);
    let mails = server.mails(2).await;
    let link = |to: &str| {
        let mail = mails.iter().find(|mail| mail.to == to).expect("a mail");
        format!("/address-claims/{}", token(mail, "ny-adress"))
    };
    let (mine, theirs) = (link("Ny@exempel.se"), link(&Role::Elected.email()));
    assert_eq!(anybody.get(&mine).await.expect(200)["address"], "Ny@exempel.se");
    let new = json!({ "email": "ny@exempel.se", "password": PASSWORD });
    assert_eq!(anybody.post("/session", &new).await.problem(401), "wrong_credentials", "it does not count yet");
    assert_eq!(anybody.post(&theirs, &json!({})).await.problem(409), "email_taken");
    anybody.post(&mine, &json!({})).await.expect(204);
    anybody.post(&mine, &json!({})).await.problem(404);
    anybody.post("/session", &new).await.expect(200);

    let primary = json!({ "address": "ny@exempel.se" });
    member.put("/me/addresses/primary", &primary).await.expect(204);
    assert_eq!(member.get("/me").await.expect(200)["person"]["email"], "Ny@exempel.se");
    // the one they went to is told, should it be somebody else's doing; chosen once more it is no change
    member.put("/me/addresses/primary", &primary).await.expect(204);
    let mails = server.mails(3).await;
    let told = mails.iter().find(|mail| mail.to == Role::Member.email()).expect("a mail");
    assert_eq!(told.subject(), "Breven går till en annan adress");
    assert!(!told.text().contains("Ny@exempel.se"), "where they go is not said");
    assert_eq!(member.delete("/me/addresses/ny@exempel.se", None).await.problem(409), "primary_address");
    member.delete(&format!("/me/addresses/{}", Role::Member.email()), None).await.expect(204);
    let left = member.get("/me/addresses").await.expect(200);
    let left: Vec<_> = left["items"].as_array().expect("addresses").iter().map(|one| &one["address"]).collect();
    assert_eq!(left, ["Ny@exempel.se", &Role::Elected.email()], "the other waits still");
    // the queue does not tell whose address that was, where the identity is protected
    let queue = async || world.client(Role::Administrator).get("/mails?limit=100").await.expect(200).to_string();
    assert!(queue().await.contains(&Role::Member.email()));
    member.put("/me/protected", &json!({ "protected": true })).await.expect(204);
    let queue = queue().await;
    assert!(!queue.contains(&Role::Member.email()) && !queue.contains("Member Testsson"), "{queue}");
    let old = json!({ "email": Role::Member.email(), "password": PASSWORD });
    assert_eq!(anybody.post("/session", &old).await.problem(401), "wrong_credentials");
    world.client(Role::Elected).put("/me/addresses/primary", &primary).await.problem(404);
    until(&world, "sent", 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_held_comes_when_there_is_room_and_works() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let ask = async |role: Role, address: &str| {
        let new = json!({ "address": address, "current": PASSWORD });
        world.client(role).post("/me/addresses", &new).await.expect(202);
    };
    ask(Role::Member, "ny@exempel.se").await;
    server.mails(1).await;
    until_notices(&world, "sent", 1).await;
    // the installation has sent all that it may within an hour
    let sql = crate::harness::Sql::of(world.node.config()).await;
    let new_id = if sql.postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    let many = format!(
        "INSERT INTO notice (id, address, language, kind, subject_id, cause, state, attempts, run_at, created_at, sent_at) \
         WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 1000) \
         SELECT {new_id}, address, language, kind, subject_id, cause || '/' || n, state, attempts, run_at, created_at, \
         sent_at FROM notice, many"
    );
    sql.run(&many, []).await;
    ask(Role::Elected, "min@exempel.se").await;
    until_notices(&world, "held", 1).await;
    assert_eq!(server.received().len(), 1);
    world.node.clock.advance(Duration::from_secs(61 * 60));
    let mail = server.mails(2).await.remove(1);
    assert_eq!(mail.to, "min@exempel.se");
    let link = format!("/address-claims/{}", token(&mail, "ny-adress"));
    assert_eq!(world.node.anonymous().get(&link).await.expect(200)["address"], "min@exempel.se");
    until_notices(&world, "sent", 1002).await;
    assert_eq!(server.received().len(), 2);
}
