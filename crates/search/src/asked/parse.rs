//! Reading a query as written. Nothing in it can be an error: what is not understood is words.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::analysis::tokens;
use crate::contract::entry::ARTICLES;
use crate::contract::query::{MAX_QUERY_CHARS, MAX_TERMS};

/// One word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// In lower case.
    pub(crate) surface: String,
    /// Where it stands in [`Parsed::text`], in bytes.
    pub(crate) at: Range<usize>,
}

/// A query taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    /// The query, cut to what is read.
    pub(crate) text: String,
    /// Words to find.
    pub(crate) words: Vec<Written>,
    /// Phrases to find, each of at least one word.
    pub(crate) phrases: Vec<Vec<String>>,
    /// Words and phrases to leave out.
    pub(crate) minus: Vec<Vec<String>>,
    /// Words of the author's name (`från:`).
    pub(crate) author: Vec<String>,
    /// Words of host, room or network (`i:`).
    pub(crate) place: Vec<String>,
    /// Articles of the Convention, any of them (`artikel:`).
    pub(crate) articles: Vec<u8>,
    /// First day (`efter:`).
    pub(crate) from: Option<NaiveDate>,
    /// Last day (`före:`).
    pub(crate) to: Option<NaiveDate>,
    /// The last word may be unfinished: nothing follows it.
    pub(crate) open: bool,
}

/// An operator, Swedish or English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Author,
    Place,
    Before,
    After,
    Article,
}

const OPERATORS: [(&str, Operator); 10] = [
    ("från:", Operator::Author),
    ("from:", Operator::Author),
    ("i:", Operator::Place),
    ("in:", Operator::Place),
    ("före:", Operator::Before),
    ("before:", Operator::Before),
    ("efter:", Operator::After),
    ("after:", Operator::After),
    ("artikel:", Operator::Article),
    ("article:", Operator::Article),
];

/// Takes a query apart.
pub(crate) fn parse(text: &str) -> Parsed {
    let text: String = text.chars().take(MAX_QUERY_CHARS).map(straight).collect();
    let mut parsed = Parsed { open: text.ends_with(char::is_alphanumeric), ..Parsed::default() };
    let mut at = 0;
    let mut left = MAX_TERMS;
    while let Some(rest) = text.get(at..) {
        let Some(skip) = rest.find(|c: char| !c.is_whitespace()) else { break };
        at += skip;
        let chunk = Chunk::read(&text, at);
        at = chunk.end.max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        left = left.saturating_sub(parsed.take(&text, &chunk, left));
        if left == 0 {
            break;
        }
    }
    parsed.text = text;
    parsed
}

/// Curly quotes are quotes, and the dashes a phone puts are hyphens.
fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '−' => '-',
        c => c,
    }
}

/// A piece of the query up to a space, or up to the closing quote.
struct Chunk {
    minus: bool,
    operator: Option<Operator>,
    quoted: bool,
    value: Range<usize>,
    end: usize,
}

impl Chunk {
    fn read(text: &str, start: usize) -> Self {
        let from = |at: usize| text.get(at..).unwrap_or_default();
        let mut at = start;
        let minus = from(at).starts_with('-') && from(at + 1).starts_with(|c: char| c.is_alphanumeric() || c == '"');
        at += usize::from(minus);
        let lower = from(at).chars().take(8).collect::<String>().to_lowercase();
        let operator = OPERATORS.into_iter().find(|(name, _)| lower.starts_with(name)).and_then(|(name, operator)| {
            let after = from(at + name.len());
            let spaces = after.len() - after.trim_start().len();
            // *från: Karin* is meant as *från:Karin*; *i:* and *artikel:* may as well end a line
            let follows = spaces == 0 || matches!(operator, Operator::Author | Operator::Before | Operator::After);
            (follows && spaces < after.len()).then_some((name.len() + spaces, operator))
        });
        if let Some((length, _)) = operator {
            at += length;
        }
        let operator = operator.map(|(_, operator)| operator);
        if let Some(inside) = from(at).strip_prefix('"')
            && let Some(length) = inside.find('"')
        {
            let value = at + 1..at + 1 + length;
            return Self { minus, operator, quoted: true, end: value.end + 1, value };
        }
        // A quote without its twin is not there.
        at += usize::from(from(at).starts_with('"'));
        let word = |text: &str| text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
        let mut length = word(from(at));
        // *före:maj 2018*: a month has a year
        if matches!(operator, Some(Operator::Before | Operator::After))
            && month(&from(at).get(..length).unwrap_or_default().to_lowercase()).is_some()
        {
            let rest = from(at + length);
            let year = rest.trim_start();
            let digits = word(year);
            if year.get(..digits).is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())) {
                length += rest.len() - year.len() + digits;
            }
        }
        Self { minus, operator, quoted: false, value: at..at + length, end: at + length }
    }
}

impl Parsed {
    /// Takes in a chunk, at most `left` words of it. Returns how many words it took.
    fn take(&mut self, text: &str, chunk: &Chunk, left: usize) -> usize {
        let value = text.get(chunk.value.clone()).unwrap_or_default();
        let words: Vec<Written> = tokens(value)
            .take(left)
            .map(|t| Written {
                surface: t.surface.into_owned(),
                at: chunk.value.start + t.start..chunk.value.start + t.end,
            })
            .collect();
        let taken = words.len();
        let surfaces = || words.iter().map(|w| w.surface.clone()).collect::<Vec<_>>();
        if words.is_empty() {
            return 0;
        }
        match chunk.operator {
            Some(Operator::Author) => self.author.extend(surfaces()),
            Some(Operator::Place) => self.place.extend(surfaces()),
            Some(Operator::Before) if let Some((first, _)) = period(value) => {
                self.to = first.checked_sub_days(Days::new(1));
            }
            Some(Operator::After) if let Some((_, last)) = period(value) => {
                self.from = last.checked_add_days(Days::new(1));
            }
            Some(Operator::Article) if let Some(article) = article(value) => self.articles.push(article),
            _ if chunk.minus => self.minus.push(surfaces()),
            _ if chunk.quoted => self.phrases.push(surfaces()),
            _ => self.words.extend(words),
        }
        taken
    }
}

/// An article there is.
fn article(value: &str) -> Option<u8> {
    value.parse().ok().filter(|article| (1..=ARTICLES).contains(article))
}

/// The months in Swedish and in English, in the order of the year.
const MONTHS: [[&str; 12]; 2] = [
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
];

/// The month with this name, whole or cut short: *nov*, *sept*.
fn month(name: &str) -> Option<u32> {
    let at = |names: &[&str; 12]| names.iter().position(|month| name.len() >= 3 && month.starts_with(name));
    MONTHS.iter().find_map(at).and_then(|at| u32::try_from(at + 1).ok())
}

/// Year, month and day of *2016-10-12*, *2016-10*, *maj 2018* or *12 maj 2018*.
fn date(value: &str) -> Option<(u32, Option<u32>, Option<u32>)> {
    let parts: Vec<&str> = value.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [year] => Some((number(year)?, None, None)),
        [name, year] if month(name).is_some() => Some((number(year)?, month(name), None)),
        [year, name] if month(name).is_some() => Some((number(year)?, month(name), None)),
        [year, of_year] => Some((number(year)?, Some(number(of_year)?), None)),
        [day, name, year] if month(name).is_some() => Some((number(year)?, month(name), Some(number(day)?))),
        [year, of_year, day] => Some((number(year)?, Some(number(of_year)?), Some(number(day)?))),
        _ => None,
    }
}

/// First and last day of a year, a month or a day.
fn period(value: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (year, month, day) = date(&value.to_lowercase())?;
    let year = i32::try_from(year).ok().filter(|y| (1000..=9999).contains(y))?;
    let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let next = match (month, day) {
        (None, _) => NaiveDate::from_ymd_opt(first.year() + 1, 1, 1)?,
        (Some(_), None) => first.checked_add_months(Months::new(1))?,
        (Some(_), Some(_)) => first.checked_add_days(Days::new(1))?,
    };
    Some((first, next.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(parsed: &Parsed) -> Vec<&str> {
        parsed.words.iter().map(|w| w.surface.as_str()).collect()
    }

    #[test]
    fn words_phrases_minus_and_operators() {
        let parsed = parse(
            "Barnbokslut \"barnets bästa\" -skola från:Anna i:\"Gävle kommun\" före:2016 efter:2014-03 Artikel:12",
        );
        assert_eq!(surfaces(&parsed), ["barnbokslut"]);
        assert_eq!(parsed.phrases, [["barnets", "bästa"]]);
        assert_eq!(parsed.minus, [["skola"]]);
        assert_eq!(parsed.author, ["anna"]);
        assert_eq!(parsed.place, ["gävle", "kommun"]);
        assert_eq!(parsed.articles, [12]);
        assert_eq!(parsed.to, NaiveDate::from_ymd_opt(2015, 12, 31));
        assert_eq!(parsed.from, NaiveDate::from_ymd_opt(2014, 4, 1));
    }

    #[test]
    fn days_as_people_write_them() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        for before in ["före:maj-2018", "före:\"maj 2018\"", "före:maj 2018", "före: 2018-05", "före:\"1 maj 2018\""]
        {
            let parsed = parse(&format!("{before} mall"));
            assert_eq!((parsed.to, surfaces(&parsed)), (day("2018-04-30"), vec!["mall"]), "{before}");
        }
        assert_eq!(parse("efter:December 2018").from, day("2019-01-01"));
        assert_eq!(parse("from: Karin mall").author, ["karin"]);
        assert_eq!(surfaces(&parse("före:maj mall")), ["maj", "mall"]);
    }

    #[test]
    fn what_is_not_understood_is_words() {
        for odd in
            ["\"", "-", "--", "från:", "i: x", "\"\"", "före:igår", ":::", "a\"b", "-\"", "AND OR (", "\u{0}*?~^"]
        {
            let parsed = parse(odd);
            assert!(parsed.minus.is_empty() && parsed.from.is_none(), "{odd}");
        }
        assert_eq!(surfaces(&parse("före:igår")), ["igår"]);
        assert_eq!(surfaces(&parse("artikel:55 article:tolv artikel: 3")), ["55", "tolv", "artikel", "3"]);
        assert_eq!(surfaces(&parse("\"barnets rätt")), ["barnets", "rätt"]);
        assert_eq!(surfaces(&parse("e-post 2016-04-12")), ["e", "post", "2016", "04", "12"]);
    }

    #[test]
    fn long_queries_are_cut() {
        assert_eq!(parse(&"ord ".repeat(500)).words.len(), MAX_TERMS);
        assert!(parse(&"å".repeat(5000)).text.chars().count() <= MAX_QUERY_CHARS);
    }

    #[test]
    fn a_word_followed_by_nothing_is_open() {
        assert!(parse("barnchec").open);
        assert!(!parse("barncheck ").open);
    }
}
