//! Signing in, refreshing, changing passwords and signing out, against a store of its own.

#![expect(clippy::expect_used, reason = "a test that can't be set up has failed")]

use std::time::Duration;

use auth::{Auth, Client, Config, HashCost, Keys, LimitConfig, Rate, Tokens};
use domain::Error;
use domain::actor::Actor;
use domain::clock::Clock;
use domain::ids::PersonId;
use domain::people::person::{NewPerson, create, suspend};
use domain::people::session;
use domain::store::{Store, StoreOptions};

const EMAIL: &str = "elin.strand@kommun.example";
const PASSWORD: &str = "aldrig regnar det i augusti";

struct House {
    auth: Auth,
    clock: Clock,
    elin: PersonId,
    _folder: tempfile::TempDir,
}

async fn house(limits: LimitConfig) -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::default();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("samrum.db").display());
    let store = Store::open(StoreOptions::new(url), clock.clone()).await.expect("a store");
    let keys = Keys::open(folder.path(), clock.now()).expect("keys");
    let config = Config { hashing: HashCost::cheapest(), limits, ..Config::new("http://127.0.0.1:8080").expect("one") };
    let auth = Auth::new(store, keys, config).expect("the service");
    let hash = auth.hasher().hash(PASSWORD).await.expect("a hash");
    let new =
        NewPerson { name: "Elin Strand".into(), email: EMAIL.into(), protected: false, password_hash: Some(hash) };
    let elin = auth.store().write(&Actor::System, async move |tx| create(&tx, new).await).await.expect("a person");
    House { auth, clock, elin, _folder: folder }
}

fn client() -> Client {
    Client { address: "192.0.2.1".parse().expect("an address"), user_agent: "a browser".into() }
}

impl House {
    async fn sign_in(&self) -> Tokens {
        self.auth.sign_in(EMAIL, PASSWORD, &client()).await.expect("signed in")
    }

    async fn refresh(&self, token: &str) -> Result<Tokens, Error> {
        self.auth.refresh(token, &client()).await
    }

    async fn signed_in(&self, tokens: &Tokens) -> bool {
        match self.auth.actor_from_access(&tokens.access).await {
            Ok(actor) => actor.person() == Some(self.elin),
            Err(Error::Unauthenticated) => false,
            Err(other) => panic!("{other}"),
        }
    }
}

fn unauthenticated<T>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Unauthenticated))
}

#[tokio::test]
async fn the_right_password_signs_a_device_in() {
    let house = house(LimitConfig::generous()).await;
    let tokens = house.auth.sign_in(" Elin.Strand@Kommun.example ", PASSWORD, &client()).await.expect("signed in");
    assert_eq!(tokens.person, house.elin);
    assert_eq!(tokens.access_seconds, 900);
    let actor = house.auth.actor_from_access(&tokens.access).await.expect("an actor");
    let devices = session::own(house.auth.store().reader(), &actor, house.clock.now()).await.expect("devices");
    assert_eq!(devices.len(), 1);
    assert_eq!((devices[0].user_agent.as_str(), devices[0].address.as_str()), ("a browser", "192.0.2.1"));
}

#[tokio::test]
async fn an_address_nobody_has_is_answered_as_a_wrong_password() {
    let house = house(LimitConfig::generous()).await;
    for (email, password) in [
        (EMAIL, "aldrig regnar det i juli månad"),
        (EMAIL, ""),
        ("nobody@kommun.example", PASSWORD),
        ("", PASSWORD),
        ("'; DROP TABLE person; --", PASSWORD),
    ] {
        assert!(unauthenticated(house.auth.sign_in(email, password, &client()).await), "{email}");
    }
}

#[tokio::test]
async fn one_password_is_worked_through_whatever_there_is_to_check_it_against() {
    let house = house(LimitConfig::generous()).await;
    let (bo, cilla) = ("bo@kommun.example", "cilla@kommun.example");
    let hash = house.auth.hasher().hash(PASSWORD).await.expect("a hash");
    for (email, password_hash) in [(bo, None), (cilla, Some(hash))] {
        let new = NewPerson { name: "Bo".into(), email: email.into(), protected: false, password_hash };
        let made = house.auth.store().write(&Actor::System, async move |tx| create(&tx, new).await).await;
        let person = made.expect("a person");
        if email == cilla {
            let suspended = house.auth.store().write(&Actor::System, async move |tx| suspend(&tx, person).await).await;
            suspended.expect("suspended");
        }
    }
    let long = "x".repeat(100_000);
    let before = house.auth.hasher().checked();
    for (email, password, times) in [
        (EMAIL, "aldrig regnar det i juli månad", 1),
        (EMAIL, "", 2),
        (EMAIL, long.as_str(), 3),
        ("nobody@kommun.example", PASSWORD, 4),
        ("nobody@kommun.example", long.as_str(), 5),
        (bo, PASSWORD, 6),
        (cilla, PASSWORD, 7),
    ] {
        assert!(unauthenticated(house.auth.sign_in(email, password, &client()).await), "{email}");
        assert_eq!(house.auth.hasher().checked() - before, times, "{email}");
    }
}

#[tokio::test]
async fn an_account_without_a_password_cant_be_signed_in_to() {
    let house = house(LimitConfig::generous()).await;
    let new = NewPerson { name: "Bo".into(), email: "bo@kommun.example".into(), protected: false, password_hash: None };
    house.auth.store().write(&Actor::System, async move |tx| create(&tx, new).await).await.expect("a person");
    for password in ["", PASSWORD] {
        assert!(unauthenticated(house.auth.sign_in("bo@kommun.example", password, &client()).await));
    }
}

#[tokio::test]
async fn an_access_token_lives_a_quarter_of_an_hour() {
    let house = house(LimitConfig::generous()).await;
    let tokens = house.sign_in().await;
    house.clock.advance(Duration::from_secs(899));
    assert!(house.signed_in(&tokens).await);
    house.clock.advance(Duration::from_secs(2));
    assert!(!house.signed_in(&tokens).await);
    assert!(house.signed_in(&house.refresh(&tokens.refresh).await.expect("refreshed")).await);
}

#[tokio::test]
async fn two_tabs_that_refresh_get_the_same_successor() {
    let house = house(LimitConfig::generous()).await;
    let first = house.sign_in().await;
    let one = house.refresh(&first.refresh).await.expect("refreshed");
    house.clock.advance(Duration::from_secs(29));
    let other = house.refresh(&first.refresh).await.expect("refreshed");
    assert_eq!(one.refresh, other.refresh);
    assert_ne!(one.refresh, first.refresh);
    let next = house.refresh(&one.refresh).await.expect("refreshed");
    assert!(house.signed_in(&next).await);
}

#[tokio::test]
async fn many_tabs_at_the_same_moment_stay_signed_in() {
    let house = house(LimitConfig::generous()).await;
    let first = house.sign_in().await;
    let (a, b, c) =
        tokio::join!(house.refresh(&first.refresh), house.refresh(&first.refresh), house.refresh(&first.refresh),);
    let (a, b, c) = (a.expect("refreshed"), b.expect("refreshed"), c.expect("refreshed"));
    assert_eq!((&a.refresh, &a.refresh), (&b.refresh, &c.refresh));
}

#[tokio::test]
async fn a_token_used_twice_ends_the_session() {
    let house = house(LimitConfig::generous()).await;
    let first = house.sign_in().await;
    let second = house.refresh(&first.refresh).await.expect("refreshed");
    house.clock.advance(Duration::from_secs(31));
    assert!(house.signed_in(&second).await);
    assert!(unauthenticated(house.refresh(&first.refresh).await));
    assert!(!house.signed_in(&second).await, "whoever has the other copy is out too");
    assert!(unauthenticated(house.refresh(&second.refresh).await));
}

#[tokio::test]
async fn one_two_steps_back_ends_the_session_at_once() {
    let house = house(LimitConfig::generous()).await;
    let first = house.sign_in().await;
    let second = house.refresh(&first.refresh).await.expect("refreshed");
    let third = house.refresh(&second.refresh).await.expect("refreshed");
    assert!(unauthenticated(house.refresh(&first.refresh).await));
    assert!(!house.signed_in(&third).await);
}

#[tokio::test]
async fn rubbish_with_a_session_s_id_ends_nothing() {
    let house = house(LimitConfig::generous()).await;
    let tokens = house.sign_in().await;
    let rubbish = format!("{}.{}", tokens.session, "A".repeat(64));
    assert!(unauthenticated(house.refresh(&rubbish).await));
    assert!(unauthenticated(house.auth.sign_out_by_refresh(&rubbish, &client()).await));
    assert!(house.signed_in(&tokens).await);
}

#[tokio::test]
async fn a_device_unused_for_thirty_days_is_out() {
    let house = house(LimitConfig::generous()).await;
    let tokens = house.sign_in().await;
    house.clock.advance(Duration::from_secs(29 * 86_400));
    let tokens = house.refresh(&tokens.refresh).await.expect("refreshed");
    house.clock.advance(Duration::from_secs(30 * 86_400 + 1));
    assert!(unauthenticated(house.refresh(&tokens.refresh).await));
}

#[tokio::test]
async fn signing_out_takes_every_token_of_that_device() {
    let house = house(LimitConfig::generous()).await;
    let (here, there) = (house.sign_in().await, house.sign_in().await);
    let actor = house.auth.actor_from_access(&here.access).await.expect("an actor");
    house.auth.sign_out(&actor, Some(there.session)).await.expect("signed out");
    assert!(house.signed_in(&here).await && !house.signed_in(&there).await);
    assert!(unauthenticated(house.refresh(&there.refresh).await));
    assert!(matches!(house.auth.sign_out(&actor, Some(there.session)).await, Err(Error::NotFound)));
    house.auth.sign_out_by_refresh(&here.refresh, &client()).await.expect("signed out");
    assert!(!house.signed_in(&here).await);
    assert!(unauthenticated(house.auth.sign_out_by_refresh(&here.refresh, &client()).await));
}

#[tokio::test]
async fn signing_out_everywhere_leaves_no_device() {
    let house = house(LimitConfig::generous()).await;
    let (here, there) = (house.sign_in().await, house.sign_in().await);
    let actor = house.auth.actor_from_access(&here.access).await.expect("an actor");
    house.auth.sign_out_everywhere(&actor).await.expect("signed out");
    assert!(!house.signed_in(&here).await && !house.signed_in(&there).await);
    let nobody = house.auth.store().anonymous().await.expect("nobody");
    assert!(unauthenticated(house.auth.sign_out_everywhere(&nobody).await));
    assert!(unauthenticated(house.auth.sign_out(&nobody, None).await));
}

#[tokio::test]
async fn a_new_password_ends_every_other_device() {
    let house = house(LimitConfig::generous()).await;
    let (here, there) = (house.sign_in().await, house.sign_in().await);
    let actor = house.auth.actor_from_access(&here.access).await.expect("an actor");
    let change = async |current: &str, new: &str| house.auth.change_password(&actor, current, new, &client()).await;
    let code = |result: Result<(), Error>| match result {
        Err(Error::Invalid(faults)) => (faults[0].pointer, faults[0].code),
        other => panic!("{other:?}"),
    };
    let new = "i september regnar det ofta";
    assert_eq!(code(change("fel lösenord helt och hållet", new).await), ("/current", "wrong_password"));
    assert_eq!(code(change(PASSWORD, "för kort").await), ("/new", "too_short"));
    assert_eq!(code(change(PASSWORD, "Elin Strand 2026!").await), ("/new", "too_common"));
    assert_eq!(code(change(PASSWORD, PASSWORD).await), ("/new", "unchanged"));
    assert!(house.signed_in(&there).await, "nothing has happened yet");
    change(PASSWORD, new).await.expect("changed");
    assert!(house.signed_in(&here).await);
    assert!(!house.signed_in(&there).await);
    assert!(unauthenticated(house.refresh(&there.refresh).await));
    assert!(unauthenticated(house.auth.sign_in(EMAIL, PASSWORD, &client()).await));
    house.auth.check_password(&actor, new, &client()).await.expect("the new one fits");
    house.auth.sign_in(EMAIL, new, &client()).await.expect("signed in");
}

#[tokio::test]
async fn two_changes_at_once_are_one() {
    let house = house(LimitConfig::generous()).await;
    let here = house.sign_in().await;
    let actor = house.auth.actor_from_access(&here.access).await.expect("an actor");
    let (one, two) = ("i september regnar det ofta", "i oktober regnar det jämt");
    let client = client();
    let (first, second) = tokio::join!(
        house.auth.change_password(&actor, PASSWORD, one, &client),
        house.auth.change_password(&actor, PASSWORD, two, &client),
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
}

fn few() -> LimitConfig {
    let few = Rate { burst: 3, every: Duration::from_secs(3600) };
    LimitConfig { account: few, ..LimitConfig::generous() }
}

#[tokio::test]
async fn an_account_is_tried_a_few_times_whether_there_is_one_or_not() {
    let house = house(few()).await;
    for email in [EMAIL, "nobody@kommun.example"] {
        for _ in 0..3 {
            assert!(unauthenticated(house.auth.sign_in(email, "fel", &client()).await));
        }
        assert!(matches!(house.auth.sign_in(email, PASSWORD, &client()).await, Err(Error::TooMany(1..))));
    }
}

#[tokio::test]
async fn one_s_own_password_is_guessed_a_few_times() {
    let house = house(few()).await;
    let here = house.sign_in().await;
    let actor = house.auth.actor_from_access(&here.access).await.expect("an actor");
    for _ in 0..3 {
        assert!(matches!(house.auth.check_password(&actor, "fel", &client()).await, Err(Error::Invalid(_))));
    }
    let changed = house.auth.change_password(&actor, PASSWORD, "i september regnar det ofta", &client()).await;
    assert!(matches!(changed, Err(Error::TooMany(1..))));
}

#[tokio::test]
async fn every_way_in_counts_against_the_address() {
    let few = Rate { burst: 3, every: Duration::from_secs(3600) };
    let house = house(LimitConfig { address: few, ..LimitConfig::generous() }).await;
    let tokens = house.sign_in().await;
    // what was right does not count
    for _ in 0..5 {
        house.sign_in().await;
    }
    assert!(unauthenticated(house.refresh("rubbish").await));
    assert!(unauthenticated(house.auth.sign_in("nobody@kommun.example", "fel", &client()).await));
    assert!(unauthenticated(house.refresh("rubbish").await));
    assert!(matches!(house.refresh("rubbish").await, Err(Error::TooMany(1..))));
    assert!(matches!(house.auth.sign_in(EMAIL, PASSWORD, &client()).await, Err(Error::TooMany(1..))));
    // those who are in already stay in
    assert!(house.signed_in(&house.refresh(&tokens.refresh).await.expect("refreshed")).await);
    let elsewhere = Client { address: "192.0.2.2".parse().expect("an address"), ..client() };
    house.auth.sign_in(EMAIL, PASSWORD, &elsewhere).await.expect("signed in");
}

#[tokio::test]
async fn a_loop_of_signing_in_is_stopped() {
    let few = Rate { burst: 3, every: Duration::from_secs(3600) };
    let house = house(LimitConfig { entry: few, ..LimitConfig::generous() }).await;
    for _ in 0..3 {
        house.sign_in().await;
    }
    assert!(matches!(house.auth.sign_in(EMAIL, PASSWORD, &client()).await, Err(Error::TooMany(1..))));
    assert!(unauthenticated(house.auth.sign_in(EMAIL, "fel", &client()).await));
}

#[tokio::test]
async fn a_loop_of_refreshes_is_stopped() {
    let few = Rate { burst: 3, every: Duration::from_secs(3600) };
    let house = house(LimitConfig { session: few, ..LimitConfig::generous() }).await;
    let mut token = house.sign_in().await.refresh;
    for _ in 0..3 {
        token = house.refresh(&token).await.expect("refreshed").refresh;
    }
    assert!(matches!(house.refresh(&token).await, Err(Error::TooMany(1..))));
}

#[tokio::test]
async fn an_outage_signs_nobody_out() {
    let house = house(LimitConfig::generous()).await;
    let tokens = house.sign_in().await;
    house.auth.store().close().await;
    // whatever it is, it isn't "sign in again" (Keycloak issue 49213)
    for (what, result) in [
        ("asking", house.auth.actor_from_access(&tokens.access).await.map(|_| ())),
        ("sign in", house.auth.sign_in(EMAIL, PASSWORD, &client()).await.map(|_| ())),
    ] {
        assert!(matches!(result, Err(Error::Unavailable(_))), "{what}: {result:?}");
    }
}
