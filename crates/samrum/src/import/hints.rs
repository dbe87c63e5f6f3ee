//! What a name of a file or folder hints at: when, where, about what. Hints, never required: a name that says nothing
//! is as good as any.

mod date;
mod place;
#[cfg(test)]
mod tests;

pub(crate) use date::When;
pub(crate) use place::{Host, Hosts};

use super::words;
use domain::sorting::fold;

/// The longest theme, in characters.
const LONGEST_THEME: usize = 120;
/// The most themes of one name.
const MOST_THEMES: usize = 5;

/// What one name hints at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    /// When.
    pub(crate) when: When,
    /// Who hosts: the index of a [`Host`].
    pub(crate) host: Option<usize>,
    /// About what.
    pub(crate) themes: Vec<String>,
    /// A word in it says that it comes from a meeting.
    pub(crate) of_a_meeting: bool,
}

impl Hint {
    /// Reads the name of a folder, or of a file without its ending.
    pub(crate) fn read(name: &str, hosts: &Hosts) -> Self {
        let folded = fold(name);
        let tokens = date::tokens(&folded);
        let of_a_meeting = tokens.iter().any(|token| !token.number && words::of_a_meeting(&token.text));
        let (when, host) = (date::when(&tokens), hosts.find(&folded));
        Self { when, host, themes: themes(name, hosts), of_a_meeting }
    }

    /// Whether it names a meeting all by itself.
    pub(crate) fn whole(&self) -> bool {
        self.when.year.is_some() && self.when.month.is_some() && self.host.is_some()
    }

    /// What it says, completed by what stood above it.
    pub(crate) fn within(&self, above: &Self) -> Self {
        // a month belongs to its year: another year, another month
        let when = match (self.when.year, self.when.month) {
            (Some(_), _) => self.when,
            (None, Some(month)) if above.when.year.is_some() => When { month: Some(month), days: None, ..above.when },
            (None, _) => above.when,
        };
        let themes = if self.themes.is_empty() { above.themes.clone() } else { self.themes.clone() };
        Self { when, host: self.host.or(above.host), themes, of_a_meeting: self.of_a_meeting || above.of_a_meeting }
    }
}

/// The part after a dash that is neither date nor place: `2016-04 Borlänge – Barn på flykt`. Semicolons divide themes.
fn themes(name: &str, hosts: &Hosts) -> Vec<String> {
    let even = name.replace(['–', '—'], "-");
    let parts: Vec<&str> = even.split(" - ").map(str::trim).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let says_else = |part: &&&str| {
        let folded = fold(part);
        let tokens = date::tokens(&folded);
        let meeting = tokens.first().is_some_and(|token| words::of_a_meeting(&token.text));
        date::when(&tokens).year.is_some() || hosts.find(&folded).is_some() || meeting || tokens.is_empty()
    };
    if !parts.iter().any(|part| says_else(&part)) {
        return Vec::new();
    }
    let told = parts.iter().filter(|part| !says_else(part)).flat_map(|part| part.split(';')).map(str::trim);
    let fits = |theme: &&str| !theme.is_empty() && theme.chars().count() <= LONGEST_THEME;
    told.filter(fits).take(MOST_THEMES).map(str::to_owned).collect()
}
