//! A person's own picture: put, drawn anew, seen by those who see the person, and gone with them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Role, World, fixture};
use crate::people::found;

#[tokio::test(flavor = "multi_thread")]
async fn a_portrait_is_of_oneself_and_seen_by_those_who_see_the_person() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let id = world.people[&Role::Member];
    let (card, path) = (format!("/people/{id}"), format!("/people/{id}/portrait"));
    let line = async || found(observer, &world, "Member Testsson").await.pop().expect("the member");
    assert_eq!(observer.get(&path).await.problem(404), "not_found");
    assert_eq!(
        (&line().await["portrait"], &member.get("/me/profile").await.json()["portrait"]),
        (&Value::Null, &Value::Null)
    );

    // what is no picture, and what is too large
    for what in [b"%PDF-1.4".to_vec(), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), fixture("single.pdf")] {
        let refused = member.put_bytes("/me/portrait", what).await.expect(422);
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!("/file"), &json!("not_a_picture"))
        );
    }
    let cut = fixture("picture.jpg")[..100].to_vec();
    assert_eq!(member.put_bytes("/me/portrait", cut).await.problem(422), "invalid");
    assert_eq!(member.put_bytes("/me/portrait", vec![0xFF; 10 * 1024 * 1024 + 1]).await.problem(413), "too_large");
    assert_eq!(member.put_bytes("/me/portrait", Vec::new()).await.problem(422), "invalid");
    let json = member.put("/me/portrait", &json!({ "file": "x" })).await;
    assert_eq!(json.problem(415), "unsupported_media_type");
    assert_eq!(
        world.client(Role::Anonymous).put_bytes("/me/portrait", fixture("picture.png")).await.problem(401),
        "unauthenticated"
    );
    assert_eq!(line().await["portrait"], Value::Null);

    // a photo with what a camera notes beside it: none of that is left
    let mut photo = fixture("picture.jpg");
    let noted = b"Exif\0\0II*\0\x08\0\0\0\0\0hemma hos mig";
    let length = u16::try_from(noted.len() + 2).expect("short").to_be_bytes();
    photo.splice(2..2, [&[0xFF, 0xE1], &length[..], noted].concat());
    member.put_bytes("/me/portrait", photo.clone()).await.expect(204);
    let shown = observer.get(&path).await;
    assert_eq!((shown.status.as_u16(), shown.header("content-type")), (200, "image/png"));
    assert!(shown.body.starts_with(b"\x89PNG") && shown.body.len() < 150_000);
    assert!(!shown.body.windows(9).any(|window| window == b"hemma hos"));
    let again = observer.request(Method::GET, &path).header("If-None-Match", shown.etag());
    assert_eq!(observer.send(again).await.status, 304);
    let put = line().await["portrait"].clone();
    assert!(put.is_string() && observer.get(&card).await.json()["portrait"] == put);
    assert_eq!(member.get("/me/profile").await.json()["portrait"], put);
    // whoever does not see the person does not see the picture
    for role in [Role::OtherNetwork, Role::Nobody, Role::Administrator, Role::ExMember, Role::Guest] {
        assert_eq!(world.client(role).get(&path).await.problem(404), "not_found", "{role:?}");
    }
    assert_eq!(world.client(Role::Anonymous).get(&path).await.problem(401), "unauthenticated");

    // another takes its place, and it is taken away; nobody else's is touched by that
    member.put_bytes("/me/portrait", fixture("picture.png")).await.expect(204);
    assert_ne!(observer.get(&path).await.body, shown.body);
    observer.delete("/me/portrait", None).await.expect(204);
    assert_eq!(observer.get(&path).await.status, 200);
    member.delete("/me/portrait", None).await.expect(204);
    member.delete("/me/portrait", None).await.expect(204);
    assert_eq!(observer.get(&path).await.problem(404), "not_found");

    // it goes with a protected identity, which has none, and does not come back
    member.put_bytes("/me/portrait", photo.clone()).await.expect(204);
    member.put("/me/protected", &json!({ "protected": true })).await.expect(204);
    for client in [observer, member, world.client(Role::Coordinator)] {
        assert_eq!(client.get(&path).await.problem(404), "not_found");
    }
    assert_eq!(observer.get(&card).await.expect(200)["portrait"], Value::Null);
    assert_eq!(member.put_bytes("/me/portrait", photo.clone()).await.problem(409), "identity_protected");
    member.put("/me/protected", &json!({ "protected": false })).await.expect(204);
    assert_eq!(member.get(&path).await.problem(404), "not_found");

    // and with a suspended account
    member.put_bytes("/me/portrait", photo).await.expect(204);
    let administrator = world.client(Role::Administrator);
    for suspended in [true, false] {
        let path = format!("/accounts/{id}/suspended");
        administrator.put(&path, &json!({ "suspended": suspended })).await.expect(204);
    }
    assert_eq!(observer.get(&card).await.expect(200)["portrait"], Value::Null);
    assert_eq!(observer.get(&path).await.problem(404), "not_found");
}
