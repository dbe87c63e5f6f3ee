//! Days as people write them.

use chrono::{Datelike, NaiveDate};

/// The months, in the order of the year.
pub type Months = [&'static str; 12];

/// When a meeting was, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// From its first day to its last.
    Days(NaiveDate, NaiveDate),
    /// In a month of a year.
    Month(i32, u32),
    /// In a year.
    Year(i32),
}

impl Held {
    /// With the months called so.
    pub(super) fn said(self, months: &Months) -> String {
        match self {
            Self::Days(first, last) => span(first, last, months),
            Self::Month(year, month) => format!("{} {year}", name(month, months)).trim_start().to_owned(),
            Self::Year(year) => year.to_string(),
        }
    }
}

/// `9 december 2026`.
pub(super) fn day(day: NaiveDate, months: &Months) -> String {
    format!("{} {} {}", day.day(), name(day.month(), months), day.year())
}

/// `9–10 december 2026`, as short as it can be.
fn span(first: NaiveDate, last: NaiveDate, months: &Months) -> String {
    let whole = day(last, months);
    match (first.year() == last.year(), first.month() == last.month()) {
        _ if first == last => whole,
        (true, true) => format!("{}–{whole}", first.day()),
        (true, false) => format!("{} {}–{whole}", first.day(), name(first.month(), months)),
        (false, _) => format!("{}–{whole}", day(first, months)),
    }
}

fn name(month: u32, months: &Months) -> &'static str {
    let at = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    at.and_then(|at| months.get(at).copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sv::MONTHS;
    use super::*;

    #[test]
    fn a_span_is_as_short_as_it_can_be() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let said = |first: &str, last: &str| Held::Days(on(first), on(last)).said(&MONTHS);
        assert_eq!(said("2026-12-09", "2026-12-09"), "9 december 2026");
        assert_eq!(said("2026-12-09", "2026-12-10"), "9–10 december 2026");
        assert_eq!(said("2026-11-30", "2026-12-01"), "30 november–1 december 2026");
        assert_eq!(said("2026-12-31", "2027-01-01"), "31 december 2026–1 januari 2027");
        assert_eq!(Held::Month(2018, 11).said(&MONTHS), "november 2018");
        assert_eq!(Held::Year(2018).said(&MONTHS), "2018");
    }
}
