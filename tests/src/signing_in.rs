//! Signing in, staying signed in, signing out.

use serde_json::json;

use crate::harness::{PASSWORD, Role, World};

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_in_and_is_who_one_is() {
    let world = World::new().await;
    let me = world.client(Role::Member).get("/me").await.expect(200);
    assert_eq!(me["person"]["email"], Role::Member.email());
    assert_eq!(me["standings"][0]["kind"], "member");
    assert_eq!(me["standings"][0]["organisation"]["name"], "Örebro kommun");
    assert_eq!(world.client(Role::Anonymous).get("/me").await.problem(401), "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_whether_an_address_exists() {
    let world = World::new().await;
    let nobody = world.client(Role::Anonymous);
    let wrong =
        nobody.post("/session", &json!({ "email": Role::Member.email(), "password": "fel lösenord helt" })).await;
    let unknown =
        nobody.post("/session", &json!({ "email": "okand@exempel.se", "password": "fel lösenord helt" })).await;
    let (wrong, unknown) = (wrong.expect(401), unknown.expect(401));
    assert_eq!(wrong["code"], "wrong_credentials");
    for key in ["code", "title", "detail", "status"] {
        assert_eq!(wrong[key], unknown[key], "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_signs_other_devices_out() {
    let world = World::new().await;
    let (here, elsewhere) = (world.client(Role::Member), world.node.anonymous());
    let elsewhere = elsewhere.sign_in(&Role::Member.email(), PASSWORD).await;
    let new = "en helt ny mening med många tecken";
    here.put("/me/password", &json!({ "current": PASSWORD, "new": new })).await.expect(204);
    here.get("/me").await.expect(200);
    assert_eq!(elsewhere.get("/me").await.problem(401), "unauthenticated");
    let old = json!({ "email": Role::Member.email(), "password": PASSWORD });
    assert_eq!(world.client(Role::Anonymous).post("/token", &old).await.problem(401), "wrong_credentials");
    world.client(Role::Anonymous).sign_in(&Role::Member.email(), new).await.get("/me").await.expect(200);
}
