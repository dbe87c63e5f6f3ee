//! Which organisation of the network a name speaks of.

use domain::ids::OrganisationId;
use domain::networks::organisation::OrganisationKind;
use domain::sorting::fold;

/// An organisation that may be a meeting's host.
#[derive(Clone, Debug)]
pub(crate) struct Host {
    /// Which.
    pub(crate) id: OrganisationId,
    /// What it is called where a meeting is named after it: *Gävle* for *Gävle kommun*.
    pub(crate) place: String,
    /// Whether it is a municipality or a part of one, so that its name is a place.
    pub(crate) local: bool,
}

/// The organisations of a network, by the words they are called by.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    all: Vec<Host>,
    keys: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    words: Vec<String>,
    host: usize,
}

impl Hosts {
    /// The hosts there may be; of two that are called alike the municipality is meant.
    pub(crate) fn new(organisations: impl IntoIterator<Item = (OrganisationId, String, OrganisationKind)>) -> Self {
        let mut hosts = Self::default();
        for (id, name, kind) in organisations {
            let local = matches!(kind, OrganisationKind::Municipality | OrganisationKind::CityDistrict);
            let place = short(&name, kind);
            let index = hosts.all.len();
            let mut called = vec![words(&fold(&name)), words(&fold(&place))];
            called.dedup();
            hosts.keys.extend(called.into_iter().map(|words| Key { words, host: index }));
            hosts.all.push(Host { id, place, local });
        }
        hosts.keys.retain(|key| key.words.iter().map(|word| word.chars().count()).sum::<usize>() >= 3);
        hosts
    }

    /// The host of that index.
    pub(crate) fn get(&self, index: usize) -> Option<&Host> {
        self.all.get(index)
    }

    /// The index of a host.
    pub(crate) fn index(&self, id: OrganisationId) -> Option<usize> {
        self.all.iter().position(|host| host.id == id)
    }

    /// The host a folded name speaks of, whole words only: *Gävle* is not *Gävleborg*. The longest name counts, then
    /// the one that stands first.
    pub(super) fn find(&self, folded: &str) -> Option<usize> {
        let said = words(folded);
        /// How many words fit, how early they stand, whether the host is a municipality.
        type Rank = (usize, std::cmp::Reverse<usize>, bool);
        let mut best: Option<(Rank, usize)> = None;
        for key in &self.keys {
            let at = said.windows(key.words.len()).position(|window| {
                window.iter().zip(&key.words).enumerate().all(|(index, (said, known))| {
                    said == known
                        // Gävles dokumentation
                        || (index + 1 == key.words.len() && said.strip_suffix('s') == Some(known.as_str()))
                })
            });
            let Some(at) = at else { continue };
            let local = self.get(key.host).is_some_and(|host| host.local);
            let rank = (key.words.len(), std::cmp::Reverse(at), local);
            if best.as_ref().is_none_or(|(before, _)| rank > *before) {
                best = Some((rank, key.host));
            }
        }
        best.map(|(_, host)| host)
    }
}

/// What the organisation is called for short.
fn short(name: &str, kind: OrganisationKind) -> String {
    let plain = name.split('(').next().unwrap_or(name).trim();
    let parts: Vec<&str> = plain.split_whitespace().collect();
    let first = parts.first().map(|word| fold(word)).unwrap_or_default();
    let last = parts.last().map(|word| fold(word)).unwrap_or_default();
    let kept = match (kind, parts.as_slice()) {
        (OrganisationKind::Municipality, [kept @ .., _]) if matches!(last.as_str(), "kommun" | "stad") => kept,
        (OrganisationKind::CityDistrict, [_, kept @ ..]) if first.starts_with("stadsdel") => kept,
        (OrganisationKind::Municipality | OrganisationKind::Region, [_, kept @ ..]) if first == "region" => kept,
        _ => return plain.to_owned(),
    };
    let kept = kept.join(" ");
    if kept.is_empty() {
        return plain.to_owned();
    }
    // Göteborgs stad is Göteborg; Borås, Degerfors and Höganäs keep what is their own
    let own = ["ås", "fors", "äs", "grums"].iter().any(|ending| fold(&kept).ends_with(ending));
    if kind == OrganisationKind::Municipality && !own {
        kept.strip_suffix('s').unwrap_or(&kept).to_owned()
    } else {
        kept
    }
}

fn words(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
