//! Who may open a socket, and how many.

use crate::harness::{End, Role, Socket, World, handshake};

const PROTOCOL: (&str, &str) = ("sec-websocket-protocol", "samrum.v1");

#[tokio::test(flavor = "multi_thread")]
async fn only_our_own_pages_open_sockets_with_a_visitors_cookie() {
    let world = World::new().await;
    let base = world.node.url();
    let host = base.strip_prefix("http://").unwrap().to_owned();
    let port = host.split_once(':').unwrap().1.to_owned();
    let token = world.client(Role::Member).token().unwrap();
    let (cookie, bearer) = (format!("samrum_access={token}"), format!("Bearer {token}"));
    let cookie = ("cookie", cookie.as_str());
    let foreign = [
        "https://evil.example".to_owned(),
        "null".into(),
        String::new(),
        "file://".into(),
        format!("https://{host}"),
        "http://127.0.0.1:1".into(),
        "http://127.0.0.1".into(),
        format!("http://127.0.0.1.evil.example:{port}"),
        format!("http://evil127.0.0.1:{port}"),
        format!("http://localhost:{port}"),
        format!("http://{host}.evil.example"),
        format!("http://{host}@evil.example"),
        format!("http://evil.example#{host}"),
        format!("http://evil.example/{host}"),
        format!("{base}/"),
        format!(" {base} x"),
        format!("http://127.1:{port}"),
        format!("http://2130706433:{port}"),
        "chrome-extension://abcdefgh".into(),
    ];
    let mut tried = 0;
    for origin in &foreign {
        for asking in [cookie, ("authorization", bearer.as_str())] {
            let refused = handshake(&base, &[PROTOCOL, asking, ("origin", origin)], None).await;
            assert_eq!(refused.err(), Some(403), "{origin:?} with {}", asking.0);
            tried += 1;
        }
    }
    for headers in [
        vec![PROTOCOL, cookie],
        vec![PROTOCOL, cookie, ("origin", base.as_str()), ("origin", base.as_str())],
        vec![PROTOCOL, cookie, ("origin", base.as_str()), ("sec-fetch-site", "cross-site")],
        vec![PROTOCOL, cookie, ("origin", base.as_str()), ("sec-fetch-site", "same-site")],
        vec![PROTOCOL, cookie, ("origin", "http://samrum.example"), ("host", "samrum.example")],
    ] {
        let refused = handshake(&base, &headers, None).await;
        assert!(matches!(refused.as_ref().err(), Some(403 | 0)), "{headers:?} {:?}", refused.err());
        tried += 1;
    }
    println!("origins: {tried} refused");
    // our own page, and a client that no page can be
    drop(handshake(&base, &[PROTOCOL, cookie, ("origin", &base)], None).await.expect("our own page"));
    drop(handshake(&base, &[PROTOCOL, ("authorization", &bearer)], None).await.expect("an API client"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_is_signed_in_and_speaks_the_protocol() {
    let world = World::new().await;
    let base = world.node.url();
    let token = world.client(Role::Member).token().unwrap();
    let bearer = format!("Bearer {token}");
    let tampered = format!("Bearer {}x", &token[..token.len() - 1]);
    let asking = ("authorization", bearer.as_str());
    for (headers, status) in [
        (vec![PROTOCOL], 401),
        (vec![PROTOCOL, ("authorization", tampered.as_str())], 401),
        (vec![PROTOCOL, ("authorization", "Bearer ")], 401),
        (vec![PROTOCOL, ("authorization", "Basic YTpi")], 401),
        (vec![asking, ("sec-websocket-protocol", "samrum.v2")], 422),
        (vec![asking, ("sec-websocket-protocol", "samrum.v1x, graphql-ws")], 422),
    ] {
        assert_eq!(handshake(&base, &headers, None).await.err(), Some(status), "{headers:?}");
    }
    // who asks for none gets the one there is
    drop(handshake(&base, &[asking], None).await.expect("a plain client"));
    // without an upgrade it is a request that makes no sense, not a fault
    let plain = world.client(Role::Member).get("/socket").await;
    assert!(plain.status.is_client_error(), "{}", plain.status);
    assert!(world.client(Role::Anonymous).get("/socket").await.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_sockets_a_person_and_an_address() {
    let world = World::new().await;
    let mut open = Vec::new();
    let people = [Role::Member, Role::Elected, Role::Observer, Role::Coordinator, Role::Deputy];
    for role in people {
        for _ in 0..20 {
            open.push(Socket::open(world.client(role)).await);
        }
        if role == Role::Member {
            let one_more = Socket::try_open(world.client(role), None).await;
            assert!(matches!(one_more, Err(End::Closed(4009))));
        }
    }
    let from_here = Socket::try_open(world.client(Role::Host), None).await;
    assert!(matches!(from_here, Err(End::Closed(4009))), "a hundred of one address");
    // a place that is given back is somebody else's
    drop(open.split_off(90));
    crate::harness::eventually("a free place", || async {
        Socket::try_open(world.client(Role::Host), None).await.ok().map(drop)
    })
    .await;
}
