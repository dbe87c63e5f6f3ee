//! Accounts from the command line, while the server runs: made, and given another password.

use serde_json::json;

use crate::harness::{Client, Node, Process, Role, World};

const FIRST: &str = "en lång mening till en början";
const SECOND: &str = "en annan mening efter den första";

/// `samrum user …`, told what to read on standard input.
fn user(node: &Node, arguments: &[&str], password: &str) -> (bool, String) {
    let config = node.config();
    let told = Process::run_told(&config.data, &config.database_url, &[&["user"], arguments].concat(), password);
    assert!(password.trim().is_empty() || !told.1.contains(password.trim()), "no password is printed: {}", told.1);
    told
}

async fn refused(node: &Node, email: &str, password: &str) {
    let who = json!({ "email": email, "password": password });
    assert_eq!(node.anonymous().post("/token", &who).await.problem(401), "wrong_credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_made_and_an_administrator_runs_the_installation() {
    let node = Node::start().await;
    let (anna, bo) = ("anna@exempel.se", "bo@exempel.se");
    let make = |email: &'static str| ["create", "--email", email, "--name", "Anna Berg"];
    let (done, said) = user(&node, &[&make(anna)[..], &["--administrator"]].concat(), &format!("{FIRST}\n"));
    assert!(done && said.contains("anna@exempel.se can sign in"), "{said}");
    let (done, said) = user(&node, &make(bo), FIRST);
    assert!(done, "{said}");
    let (anna, bo) = (node.anonymous().sign_in(anna, FIRST).await, node.anonymous().sign_in(bo, FIRST).await);
    assert_eq!(anna.get("/me").await.expect(200)["person"]["name"], "Anna Berg");
    anna.get("/installation/networks").await.expect(200);
    assert_eq!(bo.get("/installation/networks").await.problem(403), "forbidden");
    // one address is one account's, and a password is one that will do
    let (done, said) = user(&node, &make("Anna@Exempel.se"), SECOND);
    assert!(!done && said.contains("There is an account with that e-mail address"), "{said}");
    for (password, why) in [("kort\n", "will not do"), ("\n", "no password"), ("", "no password")] {
        let (done, said) = user(&node, &make("cilla@exempel.se"), password);
        assert!(!done && said.contains(why) && !said.contains("Fault"), "{said}");
    }
    refused(&node, "cilla@exempel.se", "kort").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_old_one_and_every_session() {
    let node = Node::start().await;
    let email = "anna@exempel.se";
    let (done, said) = user(&node, &["create", "--email", email, "--name", "Anna Berg"], FIRST);
    assert!(done, "{said}");
    let who = json!({ "email": email, "password": FIRST });
    let tokens = node.anonymous().post("/token", &who).await.expect(200);
    let signed_in = |answer: &serde_json::Value| -> Client {
        node.anonymous().with_token(answer["access_token"].as_str().expect("a token"))
    };
    let (one, other) = (signed_in(&tokens), node.anonymous().sign_in(email, FIRST).await);
    // what will not do changes nothing
    let reset = ["reset-password", "--email", email];
    let (done, said) = user(&node, &reset, "kort\n");
    assert!(!done && said.contains("will not do"), "{said}");
    let (done, said) = user(&node, &["reset-password", "--email", "ingen@exempel.se"], SECOND);
    assert!(!done && said.contains("nobody has that address"), "{said}");
    for client in [&one, &other] {
        client.get("/me").await.expect(200);
    }

    let (done, said) = user(&node, &reset, &format!("{SECOND}\r\n"));
    assert!(done && said.contains("every device is signed out"), "{said}");
    for client in [&one, &other] {
        assert_eq!(client.get("/me").await.problem(401), "unauthenticated");
    }
    let refresh = json!({ "refresh_token": tokens["refresh_token"] });
    assert_eq!(node.anonymous().post("/token/refresh", &refresh).await.status, 401);
    refused(&node, email, FIRST).await;
    node.anonymous().sign_in(email, SECOND).await.get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_make_one_another_and_the_last_one_stays() {
    let world = World::new().await;
    let (administrator, nobody) = (world.client(Role::Administrator), world.client(Role::Nobody));
    let path = |role: Role| format!("/accounts/{}/administrator", world.people[&role]);
    let (on, off) = (json!({ "administrator": true }), json!({ "administrator": false }));
    assert_eq!(nobody.put(&path(Role::Nobody), &on).await.problem(403), "forbidden");
    assert_eq!(world.node.anonymous().put(&path(Role::Nobody), &on).await.problem(401), "unauthenticated");
    let unknown = format!("/accounts/{}/administrator", uuid::Uuid::now_v7());
    assert_eq!(administrator.put(&unknown, &on).await.problem(404), "not_found");
    assert_eq!(administrator.put(&path(Role::Administrator), &off).await.problem(409), "last_administrator");

    for _ in 0..2 {
        administrator.put(&path(Role::Nobody), &on).await.expect(204);
    }
    let all = nobody.get("/accounts?limit=100").await.expect(200);
    let all = all["items"].as_array().expect("accounts").iter().filter(|one| one["administrator"] == true);
    assert_eq!(all.count(), 2);
    // of two who leave at the same moment one stays
    let (first, second) = (path(Role::Administrator), path(Role::Nobody));
    let (one, other) = tokio::join!(administrator.put(&first, &off), nobody.put(&second, &off));
    let mut told = [one.status.as_u16(), other.status.as_u16()];
    told.sort_unstable();
    assert_eq!(told, [204, 409]);
    let (stays, left, gone) = match one.status.as_u16() {
        409 => (administrator, nobody, Role::Nobody),
        _ => (nobody, administrator, Role::Administrator),
    };
    assert_eq!(left.get("/accounts").await.problem(403), "forbidden");
    // who is suspended runs nothing
    stays.put(&format!("/accounts/{}/suspended", world.people[&gone]), &json!({ "suspended": true })).await.expect(204);
    assert_eq!(stays.put(&path(gone), &on).await.problem(404), "not_found");
    let log = stays.get("/audit?act=administrator_made").await.expect(200);
    assert_eq!(log["items"].as_array().map(Vec::len), Some(1), "done twice it is done once");
}
