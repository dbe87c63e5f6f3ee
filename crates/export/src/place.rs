//! Where things lie: paths that every machine can have, and the way from one page to another.

use std::collections::HashSet;
use std::fmt::Write as _;

/// The most characters of a name.
const LONGEST: usize = 80;
/// Names that some machines keep for themselves.
const KEPT_BACK: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The paths that are taken.
#[derive(Debug, Default)]
pub(crate) struct Places {
    taken: HashSet<String>,
}

impl Places {
    /// A path below `under` for a file of that name, unlike any other in whatever letters; `endings` are those of the
    /// files that will lie there, `""` for a name that has its own.
    pub(crate) fn free(&mut self, under: &str, name: &str, endings: &[&str]) -> String {
        let name = safe(name);
        let own = endings == [""];
        let at = if own { name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len()) } else { name.len() };
        for number in 1_u64.. {
            let name = match number {
                1 => name.clone(),
                _ => format!("{} ({number}){}", &name[..at], &name[at..]),
            };
            let path = if under.is_empty() { name } else { format!("{under}/{name}") };
            let paths: Vec<String> = endings.iter().map(|ending| format!("{path}{ending}").to_lowercase()).collect();
            if !paths.iter().any(|path| self.taken.contains(path)) {
                self.taken.extend(paths);
                return path;
            }
        }
        unreachable!("there are always more numbers")
    }
}

/// A name that every machine can have.
pub(crate) fn safe(name: &str) -> String {
    let forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let words: String = name.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(['.', ' ']);
    let ending = match line.rfind('.') {
        Some(at) if line.len() - at <= 12 && at > 0 => &line[at..],
        _ => "",
    };
    let stem = &line[..line.len() - ending.len()];
    let stem: String = stem.chars().take(LONGEST - ending.chars().count()).collect();
    let stem = stem.trim_end_matches(['.', ' ']);
    let lower = stem.to_lowercase();
    let numbered =
        |kept: &str| lower.len() == 4 && lower.starts_with(kept) && lower.ends_with(|c: char| c.is_ascii_digit());
    match stem {
        "" => format!("_{ending}"),
        _ if KEPT_BACK.contains(&lower.as_str()) || numbered("com") || numbered("lpt") => format!("_{stem}{ending}"),
        _ => format!("{stem}{ending}"),
    }
}

/// The way from a page at one path to a file at another, as an address.
pub(crate) fn way(from: &str, to: &str) -> String {
    let mut way = "../".repeat(from.matches('/').count());
    for byte in to.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => way.push(char::from(byte)),
            byte => {
                // writing to a text does not fail
                let _ = write!(way, "%{byte:02X}");
            }
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_machine_can_have() {
        assert_eq!(safe("a/b: \"c\"?"), "a b c");
        assert_eq!(safe("nul.txt"), "_nul.txt");
        assert_eq!(safe("COM1"), "_COM1");
        assert_eq!(safe("..."), "_");
        let long = safe(&format!("{}.pdf", "å".repeat(300)));
        assert!(long.ends_with(".pdf") && long.chars().count() == LONGEST);
    }

    #[test]
    fn no_two_lie_in_one_place() {
        let mut places = Places::default();
        assert_eq!(places.free("d", "Plan.pdf", &[""]), "d/Plan.pdf");
        assert_eq!(places.free("d", "plan.PDF", &[""]), "d/plan (2).PDF");
        assert_eq!(places.free("s", "Fråga", &[".html", ".json"]), "s/Fråga");
        assert_eq!(places.free("s", "fråga", &[".html", ".json"]), "s/fråga (2)");
    }

    #[test]
    fn from_page_to_file() {
        assert_eq!(way("index.html", "rum/å b.html"), "rum/%C3%A5%20b.html");
        assert_eq!(way("rum/x/index.html", "dokument/a#1.pdf"), "../../dokument/a%231.pdf");
    }
}
