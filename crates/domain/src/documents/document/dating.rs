//! The day a document is about, as somebody writes it: `2016-10-12`, `2016-10` where only the month is known, or `2016`.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Precision;
use crate::{Error, Result};

/// The years there are documents of.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Reads it; what is known to the month or year is dated its first day.
///
/// # Errors
/// [`Error::Invalid`] for what is none of these.
pub(super) fn read(written: &str) -> Result<(NaiveDate, Precision)> {
    let parts: Vec<&str> = written.trim().split('-').collect();
    let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse().ok());
    let year = parts.first().and_then(|year| year.parse().ok()).filter(|year| YEARS.contains(year));
    let precision = match parts.len() {
        1 => Some(Precision::Year),
        2 => Some(Precision::Month),
        3 => Some(Precision::Day),
        _ => None,
    };
    let day = year.zip(number(1)).zip(number(2)).and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y, m, d));
    day.zip(precision).ok_or_else(|| Error::invalid("/dated", "not_a_date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_a_month_or_a_day() {
        let said = |text: &str| read(text).ok().map(|(day, precision)| (day.to_string(), precision));
        assert_eq!(said("2016"), Some(("2016-01-01".into(), Precision::Year)));
        assert_eq!(said(" 2016-10 "), Some(("2016-10-01".into(), Precision::Month)));
        assert_eq!(said("2016-02-29"), Some(("2016-02-29".into(), Precision::Day)));
        for wrong in ["", "16", "2016-13", "2015-02-29", "2016-10-", "oktober", "2016-10-12-1", "20160", "-2016"] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
    }
}
