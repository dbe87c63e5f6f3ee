//! The best of each kind beside one another: for whoever knows what they look for, but not what it was written as.

use std::collections::HashSet;

use domain::Error;
use futures_util::future::try_join_all;
use search::{Counted, EntryKind, Hit as Found, Hits, Query};
use wire::{Hit, HitGroup};

use super::hits;
use crate::problem::Failure;
use crate::state::Api;

/// How many of a kind are shown before all of that kind is asked for.
const SHOWN: usize = 3;
/// How many of the best are looked at before a kind is asked for by itself.
pub(super) const LOOKED_AT: usize = 20;
/// In what order kinds come after that of the best hit.
const ORDER: [EntryKind; 7] = [
    EntryKind::Meeting,
    EntryKind::Document,
    EntryKind::Conversation,
    EntryKind::Message,
    EntryKind::Decision,
    EntryKind::Person,
    EntryKind::Organisation,
];

/// What the index found of one kind.
pub(super) struct Group {
    kind: EntryKind,
    total: Option<u64>,
    found: Vec<Found>,
}

/// The first of each kind, given the best of all. Where too much was narrowed for anything to be counted, every kind is
/// asked for and none has a total.
pub(super) async fn of_each(api: &Api, query: &Query, best: &Hits) -> Result<Vec<Group>, Failure> {
    let kinds = &query.filter.kinds;
    let counts = best.facets.as_ref().map(|facets| facets.kinds.as_slice());
    let first = best.hits.first().map(|hit| hit.key.kind);
    let others = ORDER.into_iter().filter(|kind| Some(*kind) != first);
    let groups = first.into_iter().chain(others).filter(|kind| kinds.is_empty() || kinds.contains(kind));
    let groups = groups.filter_map(|kind| match counts {
        None => Some((kind, None)),
        Some(counts) => of(counts, kind).map(|count| (kind, Some(count))),
    });
    try_join_all(groups.map(|(kind, total)| group(api, query, best, kind, total))).await
}

fn of(counts: &[Counted<EntryKind>], kind: EntryKind) -> Option<u64> {
    counts.iter().find(|counted| counted.value == kind).map(|counted| counted.count)
}

async fn group(api: &Api, query: &Query, best: &Hits, kind: EntryKind, total: Option<u64>) -> Result<Group, Failure> {
    let most = total.and_then(|total| usize::try_from(total).ok()).map_or(SHOWN, |total| total.min(SHOWN));
    let mut found: Vec<Found> = best.hits.iter().filter(|hit| hit.key.kind == kind).cloned().collect();
    if found.len() < most && best.more {
        let mut alone = Query { limit: LOOKED_AT, with_facets: false, ..query.clone() };
        alone.filter.kinds = vec![kind];
        let answer = api.search.search(alone).await.map_err(|error| Error::Unavailable(error.to_string()))?;
        found = answer.hits;
    }
    Ok(Group { kind, total, found: spread(found, most) })
}

/// The first so many, of as many conversations as there are among them: three messages of one thread say less.
fn spread(found: Vec<Found>, most: usize) -> Vec<Found> {
    let mut seen = HashSet::new();
    let (mut shown, more): (Vec<_>, Vec<_>) = found
        .into_iter()
        .enumerate()
        .partition(|(_, hit)| hit.parent.is_none_or(|conversation| seen.insert(conversation)));
    shown.extend(more);
    shown.truncate(most);
    shown.sort_unstable_by_key(|(rank, _)| *rank);
    shown.into_iter().map(|(_, hit)| hit).collect()
}

/// Everything that is in the groups, to be read again at once.
pub(super) fn all(groups: &[Group]) -> Vec<Found> {
    groups.iter().flat_map(|group| group.found.iter().cloned()).collect()
}

/// The groups as they are shown: what may not be seen any more is not, and a total that would tell of it is left out.
pub(super) fn shown(groups: Vec<Group>, items: Vec<Hit>) -> Vec<HitGroup> {
    let mut groups: Vec<(HitGroup, usize)> = groups
        .into_iter()
        .map(|Group { kind, total, found }| {
            (HitGroup { kind: hits::kind(kind), total, items: Vec::new() }, found.len())
        })
        .collect();
    for item in items {
        if let Some((group, _)) = groups.iter_mut().find(|(group, _)| group.kind == item.kind) {
            group.items.push(item);
        }
    }
    let groups = groups.into_iter().map(|(mut group, taken)| {
        group.total = group.total.filter(|_| group.items.len() == taken);
        group
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}
