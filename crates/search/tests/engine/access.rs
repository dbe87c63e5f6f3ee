//! What one may not read does not exist for one.

use search::{Entry, EntryKey, EntryKind, Query, Removal};

use crate::setting::{ROOM, SECRET, Setting, at, id, message, page};

/// A word that stands nowhere but in the secret room.
const MARKER: &str = "zebrakonferens";

async fn setting() -> Setting {
    let mut secret = page(50, 1, "Hemlig rapport zebrakonferens", "Om zebrakonferensen i lönndom och delaktighet.");
    secret.room = id(SECRET);
    secret.network = Some(id(9));
    secret.year = Some(1999);
    secret.host = "Zebrakommun".into();
    secret.themes = vec!["Zebrakonferens".into()];
    let mut secret_person = Entry::new(EntryKey::seen_in(EntryKind::Person, id(60), id(SECRET)), id(SECRET));
    secret_person.title = "Zebran Zebrasson".into();
    secret_person.network = Some(id(9));
    let mut seen_person = Entry::new(EntryKey::seen_in(EntryKind::Person, id(60), id(ROOM)), id(ROOM));
    seen_person.title = "Zebran Zebrasson".into();
    seen_person.network = Some(id(7));
    let mut open = message(1, "Om delaktighet i det öppna.");
    open.network = Some(id(7));
    Setting::with(vec![secret, secret_person, seen_person, open]).await
}

#[tokio::test]
async fn no_rooms_nothing_at_all() {
    let setting = setting().await;
    let hits = setting.engine.search(Query::new("delaktighet", Vec::new())).await.unwrap();
    assert_eq!((hits.hits.len(), hits.total), (0, 0));
    let hits = setting.engine.search(Query::new("", Vec::new())).await.unwrap();
    assert_eq!(hits.total, 0);
}

#[tokio::test]
async fn nothing_leaks_from_another_room() {
    let setting = setting().await;
    for query in [
        MARKER,
        "zebrakonf",
        "zebrakonfernes ",
        "zebrakonferensen delaktighet ",
        "\"zebrakonferensen i lönndom\"",
        "i:zebrakommun",
        "konferens ",
        "zebrakonferns ",
        "hemlig rapport ",
    ] {
        let hits = setting.ask(query).await;
        for hit in &hits.hits {
            assert_eq!(hit.room, id(ROOM), "{query}");
        }
        assert!(
            hits.suggestion
                .as_deref()
                .is_none_or(|s| !s.contains("zebrakonferens") || query.contains("zebrakonferens")),
            "{query} → {:?}",
            hits.suggestion
        );
        let facets = hits.facets.unwrap();
        assert!(facets.rooms.iter().all(|r| r.value == id(ROOM)), "{query}");
        assert!(facets.networks.iter().all(|n| n.value == id(7)), "{query}");
        assert!(facets.years.is_empty() && facets.hosts.is_empty() && facets.themes.is_empty(), "{query}");
    }
    let hits = setting.ask("delaktighet ").await;
    assert_eq!(hits.total, 1);
    // Choosing the secret room as a filter does not widen.
    let mut query = Query::new(MARKER, vec![id(ROOM)]);
    query.filter.rooms = vec![id(SECRET)];
    let hits = setting.engine.search(query).await.unwrap();
    assert_eq!(hits.total, 0);
}

#[tokio::test]
async fn a_suggestion_comes_from_readable_rooms_only() {
    let setting = setting().await;
    assert_eq!(setting.ask("zebrakonferen ").await.suggestion, None);
    let both = Query::new("zebrakonferrens ", vec![id(ROOM), id(SECRET)]);
    let hits = setting.engine.search(both).await.unwrap();
    assert!(hits.suggestion.is_some_and(|s| s.contains("zebrakonferens")));
}

#[tokio::test]
async fn a_person_seen_from_two_rooms_counts_once_and_where_one_sees_them() {
    let setting = setting().await;
    let hits = setting.ask("zebrasson ").await;
    assert_eq!(hits.total, 1);
    assert_eq!(hits.hits[0].room, id(ROOM));
    let both = Query::new("zebrasson ", vec![id(ROOM), id(SECRET)]);
    let hits = setting.engine.search(both).await.unwrap();
    assert_eq!((hits.total, hits.hits.len()), (1, 1));
}

#[tokio::test]
async fn what_narrowed_after_the_cursor_is_left_out_of_everything() {
    let setting = setting().await;
    let mut query = Query::new("delaktighet ", vec![id(ROOM), id(SECRET)]);
    query.without = vec![id(50)];
    let hits = setting.engine.search(query).await.unwrap();
    assert_eq!(hits.total, 1);
    assert_eq!(hits.facets.unwrap().years, []);
}

#[tokio::test]
async fn removed_is_gone_each_way() {
    let setting = Setting::new().await;
    let mut under = message(3, "Ordet zebra.");
    under.parent = Some(id(30));
    let mut elsewhere = message(4, "Ordet zebra.");
    elsewhere.room = id(SECRET);
    setting
        .put(vec![
            page(1, 1, "A", "Ordet zebra."),
            page(1, 2, "A", "Ordet zebra."),
            message(2, "Ordet zebra."),
            under,
            elsewhere,
        ])
        .await;
    let both = || Query::new("zebra ", vec![id(ROOM), id(SECRET)]);
    let mut total = 4;
    for removal in [
        Removal::Object { kind: EntryKind::Document, id: id(1) },
        Removal::Entry(EntryKey::new(EntryKind::Message, id(2))),
        Removal::Under(id(30)),
        Removal::Room(id(SECRET)),
    ] {
        assert_eq!(setting.engine.search(both()).await.unwrap().total, total);
        let batch = search::Batch { remove: vec![removal], cursor: at(2), ..Default::default() };
        setting.engine.apply(batch).await.unwrap();
        total -= 1;
    }
    assert_eq!(setting.engine.search(both()).await.unwrap().total, 0);
}
