//! A thread that moves (Zulip CVE-2024-27286, CVE-2023-32678: moved, and still read and edited): access follows at once,
//! on every surface.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Client, Conduct, MailServer, Received, Role, Socket, Sql, World, eventually, fixture};
use crate::mail::world_with;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn shift(client: &Client, thread: &str, revision: i64, room: &str, more: i64) -> Answer {
    let request = client.request(Method::POST, &format!("/conversations/{thread}/moves"));
    let body = json!({ "room_id": room, "more_readers": more });
    client.send(request.header("If-Match", format!("\"{revision}\"")).json(&body)).await
}

async fn outlook(client: &Client, thread: &str, room: &str) -> Answer {
    client.get(&format!("/conversations/{thread}/moves/outlook?room={room}")).await
}

async fn undo(client: &Client, thread: &str) -> Answer {
    let moves = client.get(&format!("/conversations/{thread}/moves")).await.expect(200);
    let id = moves["items"][0]["id"].as_str().expect("a move");
    client.post(&format!("/conversations/{thread}/moves/{id}/undo"), &json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_only_the_old_room_has_lost_all_of_it_at_once() {
    let world = World::new().await;
    let (observer, member, coordinator) =
        (world.client(Role::Observer), world.client(Role::Member), world.client(Role::Coordinator));
    let (all, members) = (world.room("whole_network"), world.room("members"));
    let marker = "kvistelbrand";
    let thread = id(&member.ask(&all, &format!("Om {marker}"), &format!("Vi har {marker} här")).await);
    let attached =
        member.upload(&format!("/rooms/{all}/documents"), "bilaga.pdf", fixture("single.pdf"), &[]).await.expect(201);
    let attached = id(&attached);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Med bilaga", "attachments": [attached] });
    member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    let own = id(&observer.say(&thread, &format!("Hos oss är {marker} vanligt")).await);
    let elsewhere = id(&observer.start(&all, "Någon annanstans", "Hej").await);
    observer.say(&elsewhere, &format!("Se /samtal/{thread}")).await;
    eventually("the words to be found", || async {
        let found = observer.get(&format!("/search?q={marker}")).await.expect(200);
        (found["items"].as_array().unwrap().len() >= 3).then_some(())
    })
    .await;
    eventually("the file to be read", || async {
        let seen = member.get(&format!("/documents/{attached}")).await.expect(200);
        (seen["reading"] == "read" && seen["thumbnail"] == true).then_some(())
    })
    .await;
    let before = observer.get(&format!("/rooms/{all}/conversations")).await.expect(200)["at"].clone();
    let mut lost = Socket::open(observer).await;
    lost.listen(&all).await;
    let mut keeps = Socket::open(world.client(Role::Elected)).await;
    keeps.listen(&all).await;
    keeps.listen(&members).await;
    // somebody is writing there while it moves
    let mut writer = Socket::open(member).await;
    writer.listen(&all).await;
    let typing = json!({ "type": "typing", "conversation_id": thread });
    writer.send(&typing).await;
    assert_eq!(lost.next().await.unwrap()["type"], "typing");

    // its guest reads more than before
    shift(coordinator, &thread, 1, &members, 1).await.expect(200);

    // the old room's stream says that it has gone, the new room's that it has come, with all later events
    let gone = lost.event("removed").await;
    assert_eq!(gone["data"]["what"], json!({ "kind": "conversation", "id": thread }));
    let heard = keeps.until(|frame| frame["kind"] == "message_posted").await;
    assert!(
        heard.iter().any(|frame| frame["kind"] == "conversation_moved"
            && frame["data"]["conversation"]["room_id"] == members.as_str())
    );
    member.say(&thread, &format!("Nytt om {marker}")).await;
    keeps.until(|frame| frame["data"]["message"]["text"] == format!("Nytt om {marker}")).await;
    loop {
        // it is told no oftener than every two seconds
        writer.send(&typing).await;
        writer.settled().await;
        if keeps.settled().await.iter().any(|frame| frame["type"] == "typing") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let later = lost.settled().await;
    assert!(later.iter().all(|frame| frame["type"] != "typing" && !frame.to_string().contains(marker)), "{later:?}");
    // nor does going through it again from before tell anything
    let mut again = Socket::open(observer).await;
    assert_eq!(again.subscribe(&format!("room:{all}"), &crate::harness::after(&before)).await["type"], "subscribed");
    again.settled().await;
    assert!(!again.raw.iter().any(|frame| frame.contains(marker) || frame.contains("bilaga")), "{:?}", again.raw);

    // nothing of it is there for who reads only the old room, also not what they wrote themselves
    let conversation = format!("/conversations/{thread}");
    for path in [
        conversation.clone(),
        format!("{conversation}/messages"),
        format!("{conversation}/summary"),
        format!("{conversation}/summary/versions"),
        format!("{conversation}/moves"),
        format!("{conversation}/mentioned-in"),
        format!("{conversation}/answered-by"),
        format!("/messages/{own}"),
        format!("/messages/{own}/versions"),
        format!("/documents/{attached}"),
        format!("/documents/{attached}/file"),
        format!("/documents/{attached}/thumbnail"),
        format!("/documents/{attached}/pages"),
    ] {
        assert_eq!(observer.get(&path).await.problem(404), "not_found", "{path}");
    }
    assert_eq!(
        observer.patch(&format!("/messages/{own}"), 1, &json!({ "text": "Ändrat" })).await.problem(404),
        "not_found"
    );
    assert_eq!(observer.delete(&format!("/messages/{own}"), Some(1)).await.problem(404), "not_found");
    let post = json!({ "client_id": Uuid::new_v4(), "text": "Hej" });
    assert_eq!(observer.post(&format!("{conversation}/messages"), &post).await.problem(404), "not_found");
    assert_eq!(
        observer.put(&format!("{conversation}/read"), &json!({ "position": 1 })).await.problem(404),
        "not_found"
    );
    assert_eq!(
        observer.put(&format!("/drafts/conversation:{thread}"), &json!({ "text": "x" })).await.problem(404),
        "not_found"
    );
    let shown = [
        format!("/references?id=conversation:{thread}&id=message:{own}&id=document:{attached}"),
        format!("/networks/{}/conversations", world.network),
        format!("/networks/{}/conversations?unread=true", world.network),
        format!("/networks/{}/conversations?unanswered=true", world.network),
        format!("/rooms/{all}/conversations"),
        format!("/rooms/{all}/documents"),
        format!("/networks/{}/documents", world.network),
        "/start".to_owned(),
        format!("/search?q={marker}"),
        format!("/networks/{}/questions/similar?title={marker}", world.network),
    ];
    for path in &shown {
        let seen = observer.get(path).await.expect(200).to_string();
        assert!(!seen.contains(&format!("Om {marker}")) && !seen.contains("bilaga.pdf"), "{path}: {seen}");
    }
    let references = observer.get(&shown[0]).await.expect(200);
    assert!(references["items"].as_array().unwrap().iter().all(|one| one["found"] == false), "{references}");
    let rooms = observer.get(&format!("/networks/{}/rooms", world.network)).await.expect(200);
    let whole = rooms["items"].as_array().unwrap().iter().find(|room| room["id"] == all.as_str()).unwrap();
    assert_eq!(whole["unread"], 0, "nothing unread is left behind");
    eventually("the index to follow", || async {
        let found = observer.get(&format!("/search?q={marker}")).await.expect(200);
        (found["total"] == 0 && found["facets"]["kind"] == json!([])).then_some(())
    })
    .await;

    // what points to it still stands where it stood; who reads the new room has all of it
    let seen = member.get(&conversation).await.expect(200);
    assert_eq!((&seen["room"]["id"], &seen["last_position"]), (&json!(members), &json!(5)));
    assert_eq!(
        member.get(&format!("{conversation}/mentioned-in")).await.expect(200)["items"][0]["title"],
        "Någon annanstans"
    );
    assert_eq!(member.get(&format!("/documents/{attached}")).await.expect(200)["room"]["id"], members.as_str());
    let found = member.get(&format!("/search?q={marker}")).await.expect(200);
    assert!(found["items"].as_array().unwrap().iter().all(|hit| hit["room"]["kind"] == "members"), "{found}");
    // the guest reads that room and none other
    world.client(Role::Guest).get(&conversation).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn to_more_readers_only_who_manages_both_rooms_and_has_seen_how_many() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (all, members, meeting) = (world.room("whole_network"), world.room("members"), world.room("meeting"));
    let thread = id(&member.start(&members, "Vårt", "Bara oss emellan").await);
    world.client(Role::Host).say(&thread, "Jag med").await;
    let told = outlook(coordinator, &thread, &all).await.expect(200);
    assert_eq!(
        (&told["more_readers"], &told["wider"], &told["allowed"]),
        (&json!(1), &json!(true), &json!(true)),
        "{told}"
    );
    // the guest of Medlemmar would no longer read it
    assert_eq!(told["fewer_readers"], 1);
    let writers: Vec<&str> =
        told["writers"].as_array().unwrap().iter().map(|w| w["organisation"].as_str().unwrap()).collect();
    assert_eq!(writers, ["Gävle kommun", "Örebro kommun"]);
    let told = outlook(member, &thread, &all).await.expect(200);
    assert_eq!((&told["wider"], &told["allowed"]), (&json!(true), &json!(false)));
    assert_eq!(shift(member, &thread, 1, &all, 100).await.problem(403), "forbidden");
    assert_eq!(shift(world.client(Role::Host), &thread, 1, &all, 100).await.problem(403), "forbidden");
    assert_eq!(shift(coordinator, &thread, 1, &all, 0).await.problem(409), "more_readers");
    assert_eq!(shift(coordinator, &thread, 7, &all, 1).await.problem(412), "stale");
    assert_eq!(shift(coordinator, &thread, 1, &members, 1).await.expect(422)["errors"][0]["code"], "same_room");
    let elsewhere = world.other_rooms["whole_network"].to_string();
    assert_eq!(shift(coordinator, &thread, 1, &elsewhere, 100).await.problem(404), "not_found_in");
    let request = coordinator.request(Method::POST, &format!("/conversations/{thread}/moves"));
    let without = coordinator.send(request.json(&json!({ "room_id": all, "more_readers": 1 }))).await;
    assert_eq!(without.problem(428), "precondition_required");
    let moved = shift(coordinator, &thread, 1, &all, 1).await.expect(200);
    assert_eq!((&moved["revision"], &moved["room"]["kind"]), (&json!(2), &json!("whole_network")));

    // those who wrote are told, on their start page too; the words don't name the room it left
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let notice = &page["items"][2];
    assert!(notice["text"].as_str().unwrap().contains("*Hela nätverket*. En person till kan läsa"), "{notice}");
    assert!(!notice["text"].as_str().unwrap().contains("Medlemmar"));
    for role in [Role::Member, Role::Host] {
        let start = world.client(role).get("/start").await.expect(200);
        let mine = start["to_me"].as_array().unwrap().iter().find(|row| row["id"] == thread.as_str());
        assert_eq!(mine.expect("on the start page")["why"], "mentioned", "{role:?}");
    }
    world.client(Role::Observer).get(&format!("/conversations/{thread}")).await.expect(200);

    // its author may move it to where no more people read
    let own = id(&member.start(&all, "Min", "Hej").await);
    let told = outlook(member, &own, &members).await.expect(200);
    assert_eq!(
        (&told["wider"], &told["allowed"], &told["fewer_readers"]),
        (&json!(true), &json!(false), &json!(1)),
        "a guest reads there"
    );
    let told = outlook(member, &own, &meeting).await.expect(200);
    assert_eq!((&told["wider"], &told["more_readers"]), (&json!(false), &json!(0)));
    shift(member, &own, 1, &meeting, 0).await.expect(200);
    // a direct conversation goes nowhere, and nothing goes into one
    let observer = world.people[&Role::Observer].to_string();
    let direct = member.post("/direct", &json!({ "people": [observer] })).await.expect(201);
    assert_eq!(shift(member, &id(&direct), 1, &all, 100).await.problem(403), "forbidden");
    assert_eq!(shift(member, &own, 2, direct["room_id"].as_str().unwrap(), 100).await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_undone_and_what_was_linked_never_left() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (all, members, planning) = (world.room("whole_network"), world.room("members"), world.room("planning"));
    let upload = |client: &Client, name: &'static str| {
        let (client, path) = (client.clone(), format!("/rooms/{all}/documents"));
        async move { id(&client.upload(&path, name, b"Blad".to_vec(), &[]).await.expect(201)) }
    };
    let (attached, linked) = (upload(member, "bilaga.txt").await, upload(coordinator, "lag.txt").await);
    // a file of that name is there already
    let taken = coordinator.upload(&format!("/rooms/{members}/documents"), "bilaga.txt", b"Annat".to_vec(), &[]).await;
    taken.expect(201);
    let thread = id(&member.start(&all, "Med bilagor", "Hej").await);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Se här", "attachments": [attached, linked] });
    member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    let told = outlook(coordinator, &thread, &members).await.expect(200);
    assert_eq!(told["documents"], json!([{ "id": attached, "name": "bilaga.txt" }]));
    // Medlemmar has a guest, who would read more than before
    shift(coordinator, &thread, 1, &members, 1).await.expect(200);
    let stands = |document: &str| {
        let (client, path) = (coordinator.clone(), format!("/documents/{document}"));
        async move {
            let seen = client.get(&path).await.expect(200);
            (seen["room"]["id"].as_str().unwrap().to_owned(), seen["name"].as_str().unwrap().to_owned())
        }
    };
    assert_eq!(stands(&attached).await, (members.clone(), "bilaga (2).txt".to_owned()));
    assert_eq!(stands(&linked).await.0, all);

    // others can't take it back; it moves on, and the first move is no longer there to undo
    assert_eq!(undo(member, &thread).await.problem(403), "forbidden");
    undo(coordinator, &thread).await.expect(200);
    assert_eq!(stands(&attached).await.0, all);
    let seen = member.get(&format!("/conversations/{thread}")).await.expect(200);
    assert_eq!(seen["room"]["id"], all.as_str());
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    assert_eq!((&page["items"][2]["deleted"], &page["items"][3]["deleted"]), (&json!(true), &json!(false)));
    assert_eq!(undo(coordinator, &thread).await.problem(409), "moved_again");

    // its author takes their own move back as long as nobody has written there
    let host = world.client(Role::Host);
    let own = id(&host.start(&all, "Programmet", "Hej").await);
    let told = outlook(host, &own, &planning).await.expect(200);
    assert_eq!((&told["allowed"], &told["wider"]), (&json!(true), &json!(false)), "{told}");
    shift(host, &own, 1, &planning, 0).await.expect(200);
    undo(host, &own).await.expect(200);
    world.client(Role::Observer).get(&format!("/conversations/{own}")).await.expect(200);
    shift(host, &own, 3, &planning, 0).await.expect(200);
    world.client(Role::WorkingGroup).say(&own, "Det här är bara för oss").await;
    assert_eq!(undo(host, &own).await.problem(409), "written_since");
    undo(coordinator, &own).await.expect(200);

    // who moved what where, and back, is in the log; what was refused is not
    let sql = Sql::of(world.node.config()).await;
    let noted = "SELECT act, facts FROM audit WHERE subject = $1 ORDER BY id";
    let rows = sql.rows(noted, [format!("conversation:{own}").into()]).await;
    let text = |row: &sea_orm::QueryResult, name: &str| row.try_get::<String>("", name).unwrap();
    let log: Vec<_> = rows.iter().map(|row| (text(row, "act"), text(row, "facts"))).collect();
    let moved = |act: &str, room: &str| (act.to_owned(), format!("room:{room}"));
    let there_and_back = [moved("conversation_moved", &planning), moved("conversation_moved_back", &all)];
    assert_eq!(log, [there_and_back.clone(), there_and_back].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_tells_of_a_move_is_neither_changed_nor_taken_away() {
    let world = World::new().await;
    let (host, coordinator) = (world.client(Role::Host), world.client(Role::Coordinator));
    let (all, members) = (world.room("whole_network"), world.room("members"));
    let thread = id(&host.start(&members, "Vårt", "Bara oss emellan").await);
    let own = id(&coordinator.say(&thread, "Jag flyttar den").await);
    shift(coordinator, &thread, 1, &all, 1).await.expect(200);
    let page = format!("/conversations/{thread}/messages");
    let notice = id(&host.get(&page).await.expect(200)["items"][2]);
    let path = format!("/messages/{notice}");
    let words = json!({ "text": "Ingenting har hänt" });
    assert_eq!(coordinator.patch(&path, 1, &words).await.problem(409), "notice_stays");
    assert_eq!(coordinator.delete(&path, Some(1)).await.problem(409), "notice_stays");
    let why = json!({ "reason": "Hör inte hit" });
    assert_eq!(coordinator.put(&format!("{path}/hidden"), &why).await.problem(409), "notice_stays");
    assert_eq!(host.patch(&path, 1, &words).await.problem(403), "forbidden");
    assert_eq!(host.get(&path).await.expect(200)["notice"], true);
    let start = host.get("/start").await.expect(200);
    let mine = start["to_me"].as_array().unwrap().iter().find(|row| row["id"] == thread.as_str());
    assert_eq!(mine.expect("on the start page")["why"], "mentioned");
    // what one wrote oneself is one's own as before, and a move is undone
    coordinator.patch(&format!("/messages/{own}"), 1, &words).await.expect(200);
    coordinator.delete(&format!("/messages/{own}"), Some(2)).await.expect(204);
    undo(coordinator, &thread).await.expect(200);
    let seen = host.get(&page).await.expect(200);
    assert_eq!((&seen["items"][2]["deleted"], &seen["items"][3]["deleted"]), (&json!(true), &json!(false)));
    assert!(seen["items"][3]["text"].as_str().unwrap().contains("ångrad"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_it_has_left_is_named_to_nobody_who_does_not_know_it() {
    let world = World::new().await;
    let (observer, coordinator) = (world.client(Role::Observer), world.client(Role::Coordinator));
    let (all, members, meeting) = (world.room("whole_network"), world.room("members"), world.room("meeting"));
    let thread = id(&coordinator.start(&all, "Fram och tillbaka", "Hej").await);
    let page = format!("/conversations/{thread}/messages");
    shift(coordinator, &thread, 1, &members, 1).await.expect(200);
    let told = coordinator.get(&page).await.expect(200);
    assert!(told["items"][1]["text"].as_str().unwrap().contains("Medlemmar"), "{told}");
    shift(coordinator, &thread, 2, &all, 1).await.expect(200);
    let seen = observer.get(&page).await.expect(200);
    assert!(!seen.to_string().contains("Medlemmar"), "{seen}");
    assert_eq!((&seen["items"][1]["deleted"], &seen["items"][2]["deleted"]), (&json!(true), &json!(false)));
    let versions = observer.get(&format!("/messages/{}/versions", id(&seen["items"][1]))).await.expect(200);
    assert_eq!(versions["items"], json!([]));
    // where everybody who reads knows the room, it goes on being told
    shift(coordinator, &thread, 3, &meeting, 0).await.expect(200);
    let seen = observer.get(&page).await.expect(200);
    assert_eq!((&seen["items"][2]["deleted"], &seen["items"][3]["deleted"]), (&json!(false), &json!(false)));
    assert!(seen["items"][2]["text"].as_str().unwrap().contains("Hela nätverket"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_and_reads_it_no_more_is_told_by_letter() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let members = world.room("members");
    let to_observer = |subject: &str| -> Vec<Received> {
        let letters = server.received().into_iter();
        letters.filter(|mail| mail.to == Role::Observer.email() && mail.subject().contains(subject)).collect()
    };
    let thread = begun_as(&world, "Om flytten").await;

    // before it is done one sees who loses it: by name and number, and which of them have written
    let told = outlook(coordinator, &thread, &members).await.expect(200);
    let losing: Vec<&str> = told["losing"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(losing.contains(&"Observer Testsson") && !losing.contains(&"Member Testsson"), "{told}");
    assert_eq!(told["fewer_readers"], told["losing"].as_array().unwrap().len(), "{told}");
    let keeps = |name: &str| {
        let writers = told["writers"].as_array().unwrap();
        writers.iter().find(|one| one["name"] == name).expect("a writer")["keeps"].clone()
    };
    assert_eq!((keeps("Observer Testsson"), keeps("Member Testsson")), (json!(false), json!(true)));

    // what is refused tells nobody
    assert_eq!(shift(member, &thread, 1, &members, 100).await.problem(403), "forbidden");
    shift(coordinator, &thread, 1, &members, 1).await.expect(200);
    let letter = eventually("the letter", || async { to_observer("Flyttad: ").into_iter().next() }).await;
    assert_eq!(letter.subject(), "Flyttad: Om flytten");
    let text = letter.text();
    assert!(text.contains("där du inte läser") && !text.contains("Medlemmar") && !text.contains("/samtal/"), "{text}");
    // who reads on is told in the thread, by the mail about that
    eventually("the mail of who reads on", || async {
        server.received().iter().any(|mail| mail.to == Role::Member.email()).then_some(())
    })
    .await;
    assert!(
        server.received().iter().all(|mail| mail.to != Role::Member.email() || !mail.subject().contains("Flyttad"))
    );

    // what it is called afterwards is not told, and one that came back is not told of at all
    server.conduct([Conduct::NotNow]);
    let [renamed, back] = [begun_as(&world, "Först så").await, begun_as(&world, "Fram och åter").await];
    shift(coordinator, &renamed, 1, &members, 1).await.expect(200);
    shift(coordinator, &back, 1, &members, 1).await.expect(200);
    let title = json!({ "title": "Hemligt sedan" });
    coordinator.patch(&format!("/conversations/{renamed}"), 2, &title).await.expect(200);
    undo(coordinator, &back).await.expect(200);
    server.conduct([Conduct::Take]);
    world.node.clock.advance(std::time::Duration::from_secs(5 * 60));
    let letter = eventually("the letter without a title", || async {
        to_observer("Ett samtal som du har skrivit i är flyttat").into_iter().next()
    })
    .await;
    assert!(!letter.mail.contains("Hemligt") && !letter.text().contains("Hemligt sedan"), "{letter:?}");
    let sql = Sql::of(world.node.config()).await;
    eventually("every letter to be settled", || async {
        let waiting =
            "SELECT count(*) AS n FROM notice WHERE kind = 'thread_moved' AND state NOT IN ('sent', 'dropped')";
        (sql.number(waiting, []).await == 0).then_some(())
    })
    .await;
    assert!(to_observer("Flyttad: Fram och åter").is_empty(), "who reads it again is not told that they don't");
    assert_eq!(to_observer("Flyttad: Om flytten").len(), 1, "once");

    // the inbox says the same, until one has seen it
    let observer = world.client(Role::Observer);
    let shown = observer.get("/inbox/moved").await.expect(200);
    let titles: Vec<_> = shown["items"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect();
    assert_eq!(titles, [Value::Null, json!("Om flytten")], "{shown}");
    assert!(!shown.to_string().contains("Medlemmar") && !shown.to_string().contains("Hemligt"), "{shown}");
    for role in [Role::Member, Role::Coordinator, Role::Elected] {
        assert_eq!(world.client(role).get("/inbox/moved").await.expect(200)["items"], json!([]), "{role:?}");
    }
    let oldest = json!({ "to": shown["items"][1]["moved_at"] });
    observer.put("/inbox/moved", &oldest).await.expect(204);
    assert_eq!(observer.get("/inbox/moved").await.expect(200)["items"].as_array().unwrap().len(), 1);
    // no further than now, whatever is said
    observer.put("/inbox/moved", &json!({ "to": "2099-01-01T00:00:00Z" })).await.expect(204);
    assert_eq!(observer.get("/inbox/moved").await.expect(200)["items"], json!([]));
    world.node.clock.advance(std::time::Duration::from_secs(1));
    let again = begun_as(&world, "En till").await;
    shift(coordinator, &again, 1, &members, 1).await.expect(200);
    let shown = observer.get("/inbox/moved").await.expect(200);
    assert_eq!((&shown["items"][0]["title"], shown["items"].as_array().unwrap().len()), (&json!("En till"), 1));
    undo(coordinator, &again).await.expect(200);
    assert_eq!(observer.get("/inbox/moved").await.expect(200)["items"], json!([]), "it is read again");
}

/// A thread in the whole network in which an observer has written.
async fn begun_as(world: &World, title: &str) -> String {
    let thread = id(&world.client(Role::Member).start(&world.room("whole_network"), title, "Vi undrar").await);
    world.client(Role::Observer).say(&thread, "Vi med").await;
    thread
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_attached_belongs_to_the_meeting_whose_room_it_comes_to() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let (all, meeting) = (world.room("whole_network"), world.room("meeting"));
    let upload = coordinator.upload(&format!("/rooms/{all}/documents"), "karta.txt", b"Karta".to_vec(), &[]).await;
    let attached = id(&upload.expect(201));
    let thread = id(&coordinator.start(&all, "Till träffen", "Hej").await);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Kartan", "attachments": [attached] });
    coordinator.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    let of = || async { coordinator.get(&format!("/documents/{attached}")).await.expect(200) };
    assert_eq!(of().await["meeting_id"], json!(null));
    let more = |told: Value| told["more_readers"].as_i64().unwrap();
    let told = outlook(coordinator, &thread, &meeting).await.expect(200);
    shift(coordinator, &thread, 1, &meeting, more(told)).await.expect(200);
    let there = of().await;
    assert_eq!(there["room"]["id"], meeting.as_str());
    assert!(there["meeting_id"].is_string(), "{there}");
    // it came with the thread and leaves with it, and is the meeting's no more
    let told = outlook(coordinator, &thread, &all).await.expect(200);
    assert_eq!(told["documents"], json!([{ "id": attached, "name": "karta.txt" }]));
    shift(coordinator, &thread, 2, &all, more(told)).await.expect(200);
    let back = of().await;
    assert_eq!((&back["room"]["id"], &back["meeting_id"]), (&json!(all), &json!(null)));
    // so it is when the move is undone
    undo(coordinator, &thread).await.expect(200);
    assert!(of().await["meeting_id"].is_string());
}
