//! What a mail tells of a message that quotes, lists and ticks: whoever reads it has a mail program and nothing else.

use serde_json::json;

use crate::harness::{MailServer, Role};
use crate::mail::{direct, id, mention, world_with};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_tells_what_is_quoted_to_those_who_may_read_it() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let thread = id(&member.start(&world.room("members"), "Tråden", "Vi har **prövat** detta.").await);
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let quoted = format!("[Citat: Member](samrum:message/{}@1#7-13)", id(&page["items"][0]));
    for role in [Role::Elected, Role::Observer] {
        let talk = direct(&world, Role::Member, role).await;
        member
            .say(&talk, &format!("{quoted}\n\nSåg du?\n\n- ett\n- [ ] svara\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
            .await;
    }
    coordinator.say(&thread, &mention(&world, Role::Host)).await;
    let mails = server.mails(3).await;
    let to = |role: Role| mails.iter().find(|mail| mail.to == role.email()).expect("a mail");

    let reads = to(Role::Elected);
    let (text, html) = (reads.text().replace("\r\n", "\n"), reads.html());
    assert!(text.contains("> > Citat: Member\n> > prövat\n> \n> Såg du?\n"), "{text}");
    assert!(text.contains("> - ett\n> ☐ svara\n") && !text.contains("---|"), "{text}");
    assert!(html.contains("<small>Citat: Member</small><br>prövat</blockquote>"), "{html}");
    assert!(html.contains("<table border="), "{html}");
    // who does not read the room is told that something is quoted, and not what
    let outside = to(Role::Observer);
    assert_eq!(outside.subject(), "Member Testsson (Örebro kommun) skrev till dig");
    assert!(outside.html().contains("Citat: Member") && outside.text().contains("Såg du?"));
    assert!(!outside.html().contains("prövat") && !outside.text().contains("prövat"));

    // in which room it stands, and of which network
    let networks = coordinator.get("/networks").await.expect(200);
    let network = networks["items"].as_array().unwrap().iter().find(|one| one["id"] == json!(world.network)).unwrap();
    let place = format!("Medlemmar · {}", network["name"].as_str().unwrap());
    assert!(to(Role::Host).text().contains(&place), "{}", to(Role::Host).text());
}
