//! A mail server that hangs, refuses, or breaks off: nobody waits for it, nothing is told twice, and what can still be
//! told is told when it is well again.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use samrum::mail::{PATIENCE, Smtp, SmtpTls};
use serde_json::json;
use tokio_rustls::TlsAcceptor;

use crate::harness::{Conduct, MailServer, Node, Role, Sql, World, eventually};
use crate::mail::{direct, settings, until, with_mail, world_that_waits, world_with};

/// Where the server says nothing, so that the test need not wait as long as a real server is waited for; long enough for one
/// that does answer on a busy machine.
const SHORT: Duration = Duration::from_secs(10);

/// As long as a server is to be waited for that behaves so: briefly only where it says nothing.
fn patience(conduct: Conduct) -> Duration {
    if matches!(conduct, Conduct::Hang | Conduct::HangAfterData) { SHORT } else { PATIENCE }
}

/// Has one mail sent to a server that behaves so first, and waits for the state it comes to.
async fn one(world: &World, text: &str) {
    let talk = direct(world, Role::Member, Role::Elected).await;
    world.client(Role::Member).say(&talk, text).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_taken_is_tried_again() {
    for conduct in [Conduct::Hang, Conduct::Busy, Conduct::NotNow, Conduct::CutBeforeData, Conduct::RefuseAfterData] {
        let server = MailServer::start().await;
        server.conduct([conduct]);
        let world = world_that_waits(&server, patience(conduct)).await;
        one(&world, "Hej").await;
        let sql = Sql::of(world.node.config()).await;
        eventually("a refusal to be noted", || async {
            let noted = "SELECT count(*) AS n FROM mail WHERE state = 'waiting' AND last_error IS NOT NULL";
            (sql.number(noted, []).await == 1).then_some(())
        })
        .await;
        // nobody waited for it meanwhile
        world.client(Role::Member).get("/start").await.expect(200);
        assert_eq!(server.received().len(), 0, "{conduct:?}");
        server.conduct([Conduct::Take]);
        world.node.clock.advance(Duration::from_secs(3 * 60));
        assert!(server.mails(1).await[0].text().contains("> Hej"), "{conduct:?}");
        until(&world, "sent", 1).await;
        assert_eq!(server.received().len(), 1, "{conduct:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_arrived_is_not_sent_again() {
    for conduct in [Conduct::CutAfterData, Conduct::HangAfterData] {
        let server = MailServer::start().await;
        server.conduct([conduct, Conduct::Take]);
        let mut world = world_that_waits(&server, patience(conduct)).await;
        // two days pass: on a Monday morning the week's digest would tell of it beside the mail that is looked for
        let none = settings(json!({ "digest": "none" }));
        world.client(Role::Elected).put("/me/mail", &none).await.expect(200);
        one(&world, "Bara en gång").await;
        until(&world, "uncertain", 1).await;
        world.node.clock.advance(Duration::from_secs(24 * 3600));
        world.node.restart().await;
        world.node.clock.advance(Duration::from_secs(24 * 3600));
        world.sign_everybody_in().await;
        // another mail goes, the first does not go again
        let talk = direct(&world, Role::Host, Role::Observer).await;
        world.client(Role::Host).say(&talk, "Något annat").await;
        eventually("the other mail", || async {
            server.received().iter().any(|mail| mail.to == Role::Observer.email()).then_some(())
        })
        .await;
        let first = server.received().iter().filter(|mail| mail.text().contains("Bara en gång")).count();
        assert_eq!(first, 1, "{conduct:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_given_up() {
    let server = MailServer::start().await;
    server.conduct([Conduct::Never, Conduct::Take]);
    let world = world_with(&server).await;
    one(&world, "Hej").await;
    until(&world, "failed", 1).await;
    let failed = world.client(Role::Administrator).get("/mails?state=failed").await.expect(200);
    let why = failed["items"][0]["why"].as_str().expect("why").to_owned();
    assert!(why.contains("550") || why.contains("no such person"), "{why}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_is_left_alone_for_a_while() {
    let server = MailServer::start().await;
    server.conduct([Conduct::Busy]);
    let world = world_with(&server).await;
    for (from, to) in [(Role::Member, Role::Elected), (Role::Member, Role::Host), (Role::Host, Role::Observer)] {
        let talk = direct(&world, from, to).await;
        world.client(from).say(&talk, "Hej").await;
    }
    until(&world, "waiting", 3).await;
    eventually("somebody to knock", || async { (server.connections() > 0).then_some(()) }).await;
    // three wait, and not all have knocked: a pause is a pause
    assert!(server.connections() < 3, "{}", server.connections());
    server.conduct([Conduct::Take]);
    world.node.clock.advance(Duration::from_secs(60));
    assert_eq!(server.mails(3).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_broken_off_by_a_stop_is_not_sent_again() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    one(&world, "Hej").await;
    until(&world, "sent", 1).await;
    // as a process leaves it that was killed between handing over and the answer
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE mail SET state = 'handing_over', sent_at = NULL", []).await;
    world.node.restart().await;
    world.node.clock.advance(Duration::from_secs(3600));
    until(&world, "uncertain", 1).await;
    assert_eq!(server.received().len(), 1);
}

/// A server with a certificate of its own, and a world that trusts it, or does not.
async fn secret(tls: SmtpTls, trusted: bool, password: &str) -> (MailServer, World) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).expect("a key");
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a configuration");
    let server = MailServer::secret(TlsAcceptor::from(Arc::new(config)), tls == SmtpTls::Starttls).await;
    let folder = tempfile::tempdir().expect("a folder").keep();
    let path = folder.join("certificate.pem");
    std::fs::write(&path, cert.pem()).expect("written");
    let smtp = Smtp {
        host: "localhost".into(),
        port: server.port,
        tls,
        user: Some("samrum".into()),
        password: Some(password.into()),
        certificate: trusted.then_some(path),
        patience: PATIENCE,
    };
    let node = Node::start_with(|config| with_mail(config, smtp)).await;
    (server, World::in_node(node).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_is_secret_and_the_account_signed_in() {
    for tls in [SmtpTls::Tls, SmtpTls::Starttls] {
        let (server, world) = secret(tls, true, "hemligt").await;
        one(&world, "Hej").await;
        let mail = server.mails(1).await.remove(0);
        assert!(mail.secret, "{tls:?}");
        assert_eq!(mail.user.as_deref(), Some("samrum"), "{tls:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_trusted_gets_no_mail() {
    let (stranger, world) = secret(SmtpTls::Starttls, false, "hemligt").await;
    let (other, elsewhere) = secret(SmtpTls::Tls, true, "fel").await;
    for (server, world) in [(&stranger, &world), (&other, &elsewhere)] {
        one(world, "Hej").await;
        let sql = Sql::of(world.node.config()).await;
        eventually("a refusal to be noted", || async {
            let noted = "SELECT count(*) AS n FROM mail WHERE state = 'waiting' AND last_error IS NOT NULL";
            (sql.number(noted, []).await == 1).then_some(())
        })
        .await;
        assert_eq!(server.received().len(), 0);
    }
}
