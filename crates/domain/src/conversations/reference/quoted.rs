//! A quote: which message, as it stood at which revision, and which part of its words. No words are copied: what is
//! taken away or no longer readable is so in every quote of it.

use crate::ids::MessageId;

/// How much of a message a quote without a range shows, in characters.
const BEGINNING: usize = 600;
/// The most characters a quote shows.
const LONGEST: usize = 2_000;

/// `message/<id>@<revision>#<from>-<to>`; revision and range may be left out. The range counts characters of the text
/// as a browser shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The message.
    pub id: MessageId,
    /// As it stood at this revision.
    pub revision: Option<i64>,
    /// From which character to before which.
    pub range: Option<(usize, usize)>,
}

impl Quoted {
    /// All of a message as it stands.
    #[must_use]
    pub fn whole(id: MessageId) -> Self {
        Self { id, revision: None, range: None }
    }

    /// The part of `plain` that is quoted.
    #[must_use]
    pub fn passage(self, plain: &str) -> String {
        match self.range {
            Some((from, to)) => {
                plain.chars().skip(from).take((to - from).min(LONGEST)).collect::<String>().trim().to_owned()
            }
            None => {
                let mut beginning: String = plain.trim().chars().take(BEGINNING).collect();
                if plain.trim().chars().nth(BEGINNING).is_some() {
                    beginning.push('…');
                }
                beginning
            }
        }
    }
}

impl std::fmt::Display for Quoted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "message/{}", self.id)?;
        if let Some(revision) = self.revision {
            write!(f, "@{revision}")?;
        }
        match self.range {
            Some((from, to)) => write!(f, "#{from}-{to}"),
            None => Ok(()),
        }
    }
}

impl std::str::FromStr for Quoted {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let rest = text.strip_prefix("message/").ok_or(())?;
        let (rest, range) = match rest.split_once('#') {
            None => (rest, None),
            Some((rest, range)) => {
                let (from, to) = range.split_once('-').ok_or(())?;
                let (from, to) = (from.parse().map_err(|_| ())?, to.parse().map_err(|_| ())?);
                if from >= to {
                    return Err(());
                }
                (rest, Some((from, to)))
            }
        };
        let (id, revision) = match rest.split_once('@') {
            None => (rest, None),
            Some((id, revision)) => (id, Some(revision.parse().map_err(|_| ())?)),
        };
        Ok(Self { id: id.parse().map_err(|_| ())?, revision, range })
    }
}

#[cfg(test)]
mod tests {
    use super::Quoted;

    #[test]
    fn it_is_read_as_it_is_written() {
        let id = "018f0000-0000-7000-8000-000000000001";
        for written in [format!("message/{id}"), format!("message/{id}@3"), format!("message/{id}@3#4-17")] {
            assert_eq!(written.parse::<Quoted>().map(|quoted| quoted.to_string()), Ok(written));
        }
        for bad in
            [format!("message/{id}#4-4"), format!("message/{id}@x"), "message/x".into(), format!("message/{id}#-1-2")]
        {
            assert!(bad.parse::<Quoted>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_passage_counts_characters_and_never_breaks() {
        let quoted: Quoted = "message/018f0000-0000-7000-8000-000000000001@1#4-7".parse().expect("a quote");
        assert_eq!(quoted.passage("Hej Örebro!"), "Öre");
        assert_eq!(quoted.passage("Hå"), "");
    }
}
