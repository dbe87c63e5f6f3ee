//! Lines back into running text: what a line break divided is made whole again.

/// The words that follow a hyphen left hanging on purpose: "barn- och ungdomsverksamhet", also across a line end.
const AFTER_HANGING: [&str; 16] = [
    "och",
    "eller",
    "samt",
    "resp",
    "respektive",
    "men",
    "till",
    "utan",
    "som",
    "och/eller",
    "and",
    "or",
    "und",
    "oder",
    "snarare",
    "såväl",
];

const SOFT: char = '\u{AD}';

/// How the end of one line and the start of the next go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seam {
    /// With a space: two words.
    Space,
    /// With nothing, the hyphen kept: "Karlskoga-" + "Degerfors".
    Tight,
    /// With nothing, the hyphen dropped: "rät-" + "tigheter".
    Whole,
}

/// Decides by the letters around the line break.
pub(crate) fn seam(before: &str, after: &str) -> Seam {
    let before = before.trim_end();
    let after = after.trim_start();
    let mut back = before.chars().rev();
    let Some(hyphen) = back.next() else {
        return Seam::Space;
    };
    if hyphen == SOFT {
        return Seam::Whole;
    }
    if !matches!(hyphen, '-' | '\u{2010}') {
        return Seam::Space;
    }
    let stem: Vec<char> = back.take_while(|letter| letter.is_alphanumeric()).collect();
    let Some(first) = after.chars().next() else {
        return Seam::Space;
    };
    if stem.is_empty() {
        return Seam::Space; // a dash between words
    }
    let word: String = after.chars().take_while(|letter| letter.is_alphabetic() || *letter == '/').collect();
    if AFTER_HANGING.contains(&word.to_lowercase().as_str()) {
        return Seam::Space;
    }
    // "EU-modell", "e-post", "2013-2015": these hyphens belong to the word.
    let own = stem.len() == 1
        || stem.iter().any(|letter| letter.is_numeric())
        || stem.iter().all(|letter| letter.is_uppercase());
    if first.is_lowercase() && !own {
        Seam::Whole
    } else if first.is_alphanumeric() {
        Seam::Tight
    } else {
        Seam::Space
    }
}

/// Adds a line to running text, rejoining a divided word.
pub(crate) fn append(text: &mut String, line: &str) {
    append_with(text, line, ' ');
}

fn append_with(text: &mut String, line: &str, gap: char) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    match seam(text, line) {
        Seam::Space => text.push(gap),
        Seam::Tight => {}
        Seam::Whole => {
            text.pop();
        }
    }
    text.push_str(line);
}

/// Rejoins words divided at line ends in text whose lines are otherwise kept: the rest of the divided word moves up
/// to its first half, the line break after it. Soft hyphens elsewhere go.
pub(crate) fn rejoin(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.trim_end();
        let divided =
            lines.last().filter(|last| !last.contains('\t') || !line.contains('\t')).map(|last| seam(last, line));
        match (divided, lines.last_mut()) {
            (Some(Seam::Whole | Seam::Tight), Some(last)) if !line.is_empty() => {
                let line = line.trim_start();
                let (rest, next) = line.split_once([' ', '\t']).unwrap_or((line, ""));
                append(last, rest);
                if !next.is_empty() {
                    lines.push(next.to_owned());
                }
            }
            _ => lines.push(line.to_owned()),
        }
    }
    let mut out = lines.join("\n");
    if out.contains(SOFT) {
        out = out.replace(SOFT, "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divided_words_are_whole_again() {
        let mut text = String::new();
        for line in ["om barnets rät-", "tigheter samt barn-", "och ungdomsfrågor i Karlskoga-", "Degerfors, EU-"] {
            append(&mut text, line);
        }
        append(&mut text, "modellen 2013-");
        append(&mut text, "2015 och e-");
        append(&mut text, "post.");
        assert_eq!(
            text,
            "om barnets rättigheter samt barn- och ungdomsfrågor i Karlskoga-Degerfors, EU-modellen 2013-2015 och e-post."
        );
    }

    #[test]
    fn soft_hyphens_go() {
        assert_eq!(rejoin("barn\u{AD}\nkonven\u{AD}tionen gäller"), "barnkonventionen\ngäller");
    }

    #[test]
    fn lines_are_kept_when_rejoining() {
        assert_eq!(rejoin("grupp-\ndiskussioner i\n\n- punkt\n- och"), "gruppdiskussioner\ni\n\n- punkt\n- och");
        assert_eq!(rejoin("slut -\nbörjan"), "slut -\nbörjan");
    }
}
