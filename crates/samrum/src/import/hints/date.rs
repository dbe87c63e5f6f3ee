//! A date in a name, as exactly as it stands there and no more exactly.

use chrono::{Datelike, NaiveDate};

use crate::import::words;

/// The years a name may speak of: the networks' papers are younger than the Convention's forerunners.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// What a name says of when. Whatever is ambiguous is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// The year.
    pub(crate) year: Option<i32>,
    /// The month, 1–12; without a year where one may stand above.
    pub(crate) month: Option<u32>,
    /// The first and last day; only with a month.
    pub(crate) days: Option<(NaiveDate, NaiveDate)>,
}

/// A run of digits or of letters, with what stands before it.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) gap: String,
    pub(super) text: String,
    pub(super) number: bool,
}

pub(super) fn tokens(folded: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut gap = String::new();
    let mut open = false;
    for c in folded.chars() {
        let number = c.is_ascii_digit();
        if !c.is_alphanumeric() {
            gap.push(c);
            open = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if open && last.number == number => last.text.push(c),
            _ => found.push(Token { gap: std::mem::take(&mut gap), text: c.to_string(), number }),
        }
        open = true;
    }
    found
}

/// Everything a name says that could be a date.
#[derive(Default)]
struct Found {
    years: Vec<i32>,
    months: Vec<(i32, u32)>,
    days: Vec<(NaiveDate, NaiveDate)>,
    words: Vec<u32>,
}

pub(super) fn when(tokens: &[Token]) -> When {
    let mut found = Found::default();
    let mut at = 0;
    while at < tokens.len() {
        at += found.read(tokens, at).max(1);
    }
    found.settle()
}

impl Found {
    /// Reads what begins at `at`; tells how many tokens it took.
    fn read(&mut self, tokens: &[Token], at: usize) -> usize {
        let Some(token) = tokens.get(at) else { return 1 };
        if !token.number {
            return self.month_word(tokens, at);
        }
        match token.text.len() {
            8 => self.compact(&token.text),
            6 => self.six(&token.text),
            4 => return self.year(tokens, at),
            _ => {}
        }
        1
    }

    fn compact(&mut self, digits: &str) {
        if let Some(day) = day(digits.get(..4), digits.get(4..6), digits.get(6..)) {
            self.day(day, day);
        }
    }

    /// `201611` or `161114`; what can be read both ways says nothing.
    fn six(&mut self, digits: &str) {
        let year = digits.get(..4).and_then(|y| y.parse().ok()).filter(|y| YEARS.contains(y));
        let month = digits.get(4..).and_then(|m| m.parse().ok()).filter(|m| (1..=12).contains(m));
        let century = digits.get(..2).map(|yy| format!("20{yy}"));
        let short = day(century.as_deref(), digits.get(2..4), digits.get(4..));
        match (year.zip(month), short) {
            (Some((year, month)), None) => self.month(year, month),
            (None, Some(day)) => self.day(day, day),
            _ => {}
        }
    }

    /// `2016`, `2016-04`, `2016-04-12`, `2016-04-12--13`, `2016 april`, and the span `2016-17`, which is no date.
    fn year(&mut self, tokens: &[Token], at: usize) -> usize {
        let number = |offset: usize| tokens.get(at + offset).filter(|t| t.number && t.text.len() == 2);
        let Some(year) = tokens.get(at).and_then(|t| t.text.parse().ok()).filter(|y| YEARS.contains(y)) else {
            return 1;
        };
        self.years.push(year);
        let Some(second) = number(1).filter(|t| joins(&t.gap) || (at == 0 && t.gap == " ")) else { return 1 };
        let Some(month) = second.text.parse().ok().filter(|m| (1..=12).contains(m)) else {
            // the second year of a span
            if second.text.parse::<i32>().ok() == Some((year + 1) % 100) {
                self.years.push(year + 1);
            }
            return 2;
        };
        let third = number(2).filter(|t| joins(&t.gap) || t.gap == second.gap);
        let Some(first) = third.and_then(|t| NaiveDate::from_ymd_opt(year, month, t.text.parse().ok()?)) else {
            self.month(year, month);
            return 2;
        };
        let fourth = number(3).filter(|t| !t.gap.is_empty() && t.gap.chars().all(|c| "-–—_".contains(c)));
        let last = fourth.and_then(|t| first.with_day(t.text.parse().ok()?)).filter(|last| *last > first);
        self.day(first, last.unwrap_or(first));
        if last.is_some() { 4 } else { 3 }
    }

    /// `november 2017`, `14-15 november 2017`, `2017 november`.
    fn month_word(&mut self, tokens: &[Token], at: usize) -> usize {
        let Some(month) = tokens.get(at).and_then(|t| words::month(&t.text)) else { return 1 };
        self.words.push(month);
        let year_at = |index: usize| {
            tokens.get(index).filter(|t| t.number && t.text.len() == 4).and_then(|t| t.text.parse::<i32>().ok())
        };
        let year = year_at(at + 1).filter(|y| YEARS.contains(y));
        let Some(year) = year else {
            if let Some(before) = at.checked_sub(1).and_then(year_at).filter(|y| YEARS.contains(y)) {
                self.month(before, month);
            }
            return 1;
        };
        let day_at = |back: usize| {
            let token = tokens.get(at.checked_sub(back)?)?;
            (token.number && token.text.len() <= 2).then(|| token.text.parse().ok()).flatten()
        };
        let last = day_at(1).and_then(|d| NaiveDate::from_ymd_opt(year, month, d));
        self.years.push(year);
        let Some(last) = last else {
            self.month(year, month);
            return 2;
        };
        let range = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.gap.trim().chars().all(is_dash));
        let first = day_at(2).filter(|_| range).and_then(|d| last.with_day(d)).filter(|first| *first < last);
        self.day(first.unwrap_or(last), last);
        2
    }

    fn month(&mut self, year: i32, month: u32) {
        self.years.push(year);
        self.months.push((year, month));
    }

    fn day(&mut self, first: NaiveDate, last: NaiveDate) {
        self.month(first.year(), first.month());
        self.days.push((first, last));
    }

    /// One of a kind counts; two that differ say nothing.
    fn settle(mut self) -> When {
        let year = only(&mut self.years);
        if self.months.is_empty()
            && let (Some(year), Some(month)) = (year, only(&mut self.words))
        {
            // `november i Gävle 2017`
            self.months.push((year, month));
        }
        if self.months.is_empty() {
            let month = if self.years.is_empty() { only(&mut self.words) } else { None };
            return When { year, month, days: None };
        }
        match only(&mut self.months) {
            Some((year, month)) => When { year: Some(year), month: Some(month), days: only(&mut self.days) },
            None => When { year, ..When::default() },
        }
    }
}

fn only<T: Ord + Copy>(of: &mut Vec<T>) -> Option<T> {
    of.sort_unstable();
    of.dedup();
    if let [one] = of.as_slice() { Some(*one) } else { None }
}

fn joins(gap: &str) -> bool {
    matches!(gap, "-" | "_" | "." | "–")
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

fn day(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<NaiveDate> {
    let year = year?.parse().ok().filter(|y| YEARS.contains(y))?;
    NaiveDate::from_ymd_opt(year, month?.parse().ok()?, day?.parse().ok()?)
}
