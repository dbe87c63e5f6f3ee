//! Who takes over a seat: proposed by its holder, confirmed in one step; what passes on, and what ends.

use chrono::Days;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{MailServer, Role, World};
use crate::invitations::{accept_new, seat, token_to};
use crate::joining::letters_to;
use crate::mail::world_with;

fn successor() -> Value {
    json!({ "name": "Siv Efterträdare", "email": "siv@exempel.se", "reference": "KS 2026/7", "note": "Jag byter jobb" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_proposes_and_a_coordinator_confirms_in_one_step() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let own = seat(&world, Role::Member);
    let (path, room) = (format!("/seats/{own}"), world.room("members"));
    let today = world.node.clock.today();
    let member = world.client(Role::Member);
    let followed = world.client(Role::Coordinator).start(&room, "Följs", "Läs detta").await;
    let followed = format!("/conversations/{}", followed["id"].as_str().unwrap());
    member.put(&format!("{followed}/following"), &json!({ "level": "everything" })).await.expect(200);
    member.say(&followed["/conversations/".len()..], "Jag återkommer").await;
    // followed too, and then moved to where neither of them reads
    let coordinator = world.client(Role::Coordinator);
    let moved = coordinator.start(&room, "Flyttas", "Läs detta").await["id"].as_str().expect("an id").to_owned();
    let follow = json!({ "level": "everything" });
    member.put(&format!("/conversations/{moved}/following"), &follow).await.expect(200);
    let request = coordinator.request(Method::POST, &format!("/conversations/{moved}/moves"));
    let place = json!({ "room_id": world.room("coordination"), "more_readers": 0 });
    coordinator.send(request.header("If-Match", "\"1\"").json(&place)).await.expect(200);

    // the organisation's own matter: not a deputy's, not a coordinator's, not another seat's
    let mut body = successor();
    body["last_day"] = json!(today);
    for role in [Role::Deputy, Role::StandingIn, Role::Coordinator, Role::Elected, Role::Observer] {
        let refused = world.client(role).post(&format!("{path}/proposals"), &body).await;
        assert_eq!(refused.problem(403), "forbidden", "{role:?}");
    }
    let put = member.post(&format!("{path}/proposals"), &body).await.expect(201);
    let proposal = &put["proposals"][0];
    assert_eq!((&proposal["state"], &put["state"]), (&json!("open"), &json!("held")));
    assert_eq!(member.post(&format!("{path}/proposals"), &body).await.problem(409), "proposed_already");
    let one = format!("/seat-proposals/{}", proposal["id"].as_str().unwrap());
    // others see neither who nor that
    let seen = world.client(Role::Elected).get(&path).await.expect(200);
    assert_eq!(seen["proposals"], json!([]));
    assert_eq!(world.client(Role::Elected).post(&format!("{one}/confirm"), &json!({})).await.problem(403), "forbidden");

    let coordinator = world.client(Role::Coordinator);
    let waits = coordinator.get(&format!("/networks/{}/seat-proposals", world.network)).await.expect(200);
    assert_eq!(waits["items"][0]["note"], "Jag byter jobb");
    let desk = coordinator.get("/desk").await.expect(200);
    let matter = |kind: &str| desk["matters"].as_array().unwrap().iter().find(|one| one["kind"] == kind).cloned();
    let waiting = matter("successor_proposed").expect("it stands on the desk");
    assert_eq!((&waiting["subject_id"], &waiting["title"]), (&proposal["id"], &json!("Siv Efterträdare")));
    let vacant = matter("seat_vacant").expect("the world's vacant seat");
    assert_eq!(
        (&vacant["subject_id"], &vacant["organisation"]),
        (&json!(seat(&world, Role::ExMember)), &json!("Haninge kommun"))
    );
    assert_eq!(member.get("/desk").await.expect(200)["matters"], json!([]));
    // the letter is in the language of the organisation's own
    member.send(member.request(Method::PATCH, "/me").json(&json!({ "language": "en" }))).await.expect(200);
    let invited = coordinator.post(&format!("{one}/confirm"), &json!({})).await.expect(201);
    assert_eq!((&invited["email"], &invited["language"]), (&json!("siv@exempel.se"), &json!("en")));
    assert_eq!(coordinator.post(&format!("{one}/confirm"), &json!({})).await.problem(409), "proposal_settled");
    assert_eq!(member.delete(&one, None).await.problem(409), "proposal_settled");
    let told = letters_to(&server, &Role::Member.email(), 1).await.remove(0).text();
    assert!(
        told.contains("Siv Efterträdare has been invited") && told.contains(&format!("/borja-har/{own}")),
        "{told}"
    );
    accept_new(&world, &token_to(&server, "siv@exempel.se", 1).await).await.expect(200);

    // both read today; the predecessor's last day is today
    let siv = world.node.anonymous().sign_in("siv@exempel.se", "min alldeles egna mening").await;
    for client in [member, &siv] {
        client.get(&format!("/rooms/{room}")).await.expect(200);
    }
    let level = siv.get(&format!("{followed}/following")).await.expect(200);
    assert_eq!(level["level"], "everything");
    assert_eq!(siv.get(&format!("{path}/handover")).await.expect(200)["followed"], 1);
    let after = member.get(&path).await.expect(200);
    assert_eq!(after["holdings"].as_array().unwrap().iter().filter(|one| one["role"] == "holder").count(), 2);
    world.node.clock.advance(std::time::Duration::from_secs(86_400));
    world.sign_everybody_in().await;
    assert_eq!(world.client(Role::Member).get(&format!("/rooms/{room}")).await.problem(404), "not_found");
    let siv = world.node.anonymous().sign_in("siv@exempel.se", "min alldeles egna mening").await;
    siv.get(&format!("/rooms/{room}")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_declined_with_a_reason_or_taken_back() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::Member);
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let path = format!("/seats/{own}/proposals");
    let today = world.node.clock.today();
    for (field, value, pointer, code) in [
        ("name", json!(" "), "/name", "length"),
        ("email", json!("ingen"), "/email", "not_an_address"),
        ("last_day", json!(today - Days::new(1)), "/last_day", "in_the_past"),
    ] {
        let mut body = successor();
        body[field] = value;
        let refused = member.post(&path, &body).await.expect(422);
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
    let first = member.post(&path, &successor()).await.expect(201)["proposals"][0].clone();
    let one = format!("/seat-proposals/{}", first["id"].as_str().unwrap());
    assert_eq!(
        coordinator.post(&format!("{one}/decline"), &json!({ "reason": " " })).await.expect(422)["code"],
        "invalid"
    );
    coordinator.post(&format!("{one}/decline"), &json!({ "reason": "Beslutet saknas" })).await.expect(204);
    let seen = member.get(&format!("/seats/{own}")).await.expect(200);
    assert_eq!(
        (&seen["proposals"][0]["state"], &seen["proposals"][0]["declined_reason"]),
        (&json!("declined"), &json!("Beslutet saknas"))
    );
    // who proposed need not come back to look
    let letter = letters_to(&server, &Role::Member.email(), 1).await.remove(0);
    let told = letter.text();
    assert!(told.contains("avböjt förslaget att Siv Efterträdare tar över"), "{told}");
    assert!(told.contains("> Beslutet saknas") && told.contains(&format!("/uppdrag/{own}")), "{told}");
    let second = member.post(&path, &successor()).await.expect(201)["proposals"][0].clone();
    let two = format!("/seat-proposals/{}", second["id"].as_str().unwrap());
    assert_eq!(coordinator.delete(&two, None).await.problem(403), "forbidden");
    member.delete(&two, None).await.expect(204);
    assert_eq!(coordinator.post(&format!("{two}/confirm"), &json!({})).await.problem(409), "proposal_settled");
    // decided and taken back at once: one of the two
    let third = member.post(&path, &successor()).await.expect(201)["proposals"][0].clone();
    let three = format!("/seat-proposals/{}", third["id"].as_str().unwrap());
    let confirm = format!("{three}/confirm");
    let (taken, confirmed) = tokio::join!(member.delete(&three, None), coordinator.post(&confirm, &Value::Null));
    let both = (taken.status.as_u16(), confirmed.status.as_u16());
    assert!([(204, 409), (409, 201)].contains(&both), "{both:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_new_begins_with_what_the_seat_knew() {
    let world = World::new().await;
    let (member, deputy) = (world.client(Role::Member), world.client(Role::Deputy));
    let path = format!("/seats/{}", seat(&world, Role::Member));
    let room = world.room("members");
    let asked = world.client(Role::Host).ask(&room, "Hur gör ni?", "Vi undrar").await;
    let asked = asked["id"].as_str().unwrap();
    let answer = member.say(asked, "Så här gör vi").await;
    let accepted = format!("/conversations/{asked}/answers/{}", answer["id"].as_str().unwrap());
    let host = world.client(Role::Host);
    host.send(host.request(reqwest::Method::PUT, &accepted)).await.expect(200);
    let note = json!({ "text": "Fråga Lena på skolan." });
    for role in [Role::Deputy, Role::Coordinator, Role::Elected] {
        assert_eq!(world.client(role).put(&format!("{path}/note"), &note).await.problem(403), "forbidden", "{role:?}");
    }
    member.put(&format!("{path}/note"), &note).await.expect(204);
    let begun = deputy.get(&format!("{path}/handover")).await.expect(200);
    assert_eq!(begun["note"]["text"], "Fråga Lena på skolan.");
    assert_eq!((&begun["answered"][0]["id"], &begun["purpose"]), (&json!(asked), &json!("Att pröva")));
    assert!(begun["seats"].as_array().unwrap().len() > 1, "the organisation's seats");
    assert_eq!(world.client(Role::Elected).get(&format!("{path}/handover")).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).get(&format!("{path}/handover")).await.problem(404), "not_found");
    // who has held it for long is not new
    assert_eq!(member.get("/start").await.expect(200)["seats"]["new"], json!([]));
}
