//! Where a file goes, told from its path alone.

use chrono::NaiveDate;
use domain::documents::document::Precision;

use super::file_name;
use super::hints::{Hint, Hosts, When};

/// A meeting as names tell of it: host, year, and month where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occasion {
    /// The index of the host.
    pub(super) host: usize,
    /// The year.
    pub(super) year: i32,
    /// The month, 1–12.
    pub(super) month: Option<u32>,
}

/// What a path says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// The meeting.
    pub(super) occasion: Option<Occasion>,
    /// What the folder or file that named the meeting says of it.
    pub(super) hint: Hint,
    /// Whether that is reason enough to make the meeting where there is none.
    pub(super) proposes: bool,
    /// The folders, from the top of the source.
    pub(super) folders: Vec<String>,
    /// The folders below the one that named the meeting.
    pub(super) below: Vec<String>,
    /// The day the document is about.
    pub(super) dated: Option<(NaiveDate, Precision)>,
}

/// Reads a path. `root` is the name of the source: it hints like a folder but is none.
///
/// A folder that says only a part adds to what stands above it (*2016 / Borlänge april*) until a meeting is whole; after
/// that only a folder that says all of it by itself begins another.
pub(super) fn plan(root: &str, parts: &[String], hosts: &Hosts) -> Plan {
    let Some((file, folders)) = parts.split_last() else { return Plan::default() };
    let own = Hint::read(file_name::stem(file), hosts);
    let mut all = Hint::default();
    let mut found: Option<(usize, Hint)> = None;
    for (depth, name) in std::iter::once(root).chain(folders.iter().map(String::as_str)).enumerate() {
        let hint = Hint::read(name, hosts);
        let joined = hint.within(&all);
        if hint.whole() {
            found = Some((depth, hint));
        } else if found.is_none() && joined.whole() {
            found = Some((depth, joined.clone()));
        }
        all = joined;
    }
    let dated = dated(own.when).or_else(|| dated(all.when));
    let base = Plan { folders: file_name::folders(folders), dated, ..Plan::default() };
    if let Some((depth, hint)) = found {
        let below = folders.get(depth..).unwrap_or_default();
        let plan = Plan { occasion: occasion(&hint), proposes: true, below: file_name::folders(below), hint, ..base };
        return plan;
    }
    // a file alone proposes a meeting only where it says that it comes from one; a report about Gävle does not
    let joined = own.within(&all);
    let proposes = joined.whole() && joined.of_a_meeting;
    Plan { occasion: occasion(&joined), proposes, hint: joined, below: base.folders.clone(), ..base }
}

fn occasion(hint: &Hint) -> Option<Occasion> {
    // a month whose year nobody knows is none
    Some(Occasion { host: hint.host?, year: hint.when.year?, month: hint.when.month })
}

/// No more exact than the name.
fn dated(when: When) -> Option<(NaiveDate, Precision)> {
    if let Some((first, _)) = when.days {
        return Some((first, Precision::Day));
    }
    let precision = if when.month.is_some() { Precision::Month } else { Precision::Year };
    NaiveDate::from_ymd_opt(when.year?, when.month.unwrap_or(1), 1).map(|day| (day, precision))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::OrganisationId;
    use domain::networks::organisation::OrganisationKind;

    fn planned(path: &str) -> Plan {
        let names = ["Gävle kommun", "Borlänge kommun"];
        let hosts = Hosts::new(
            names.map(|name| (OrganisationId(uuid::Uuid::new_v4()), name.to_owned(), OrganisationKind::Municipality)),
        );
        let parts: Vec<String> = path.split('/').map(str::to_owned).collect();
        plan("export", &parts, &hosts)
    }

    fn occasion(path: &str) -> Option<(usize, i32, Option<u32>)> {
        planned(path).occasion.map(|o| (o.host, o.year, o.month))
    }

    #[test]
    fn folders_name_meetings_together_or_alone() {
        let borlange = Some((1, 2016, Some(4)));
        assert_eq!(occasion("2016-04 Borlänge – Barn på flykt/Program.pdf"), borlange);
        assert_eq!(occasion("2016/Borlänge april/Program.pdf"), borlange);
        assert_eq!(occasion("2016/Borlänge 2016 april/Program.pdf"), borlange);
        assert_eq!(occasion("Träffar/2016-04/Borlänge/dag 1/Program.pdf"), borlange);
        // a subfolder named after a guest from elsewhere stays with its meeting
        assert_eq!(occasion("2016-04 Borlänge/Gävle presenterar/bild.pdf"), borlange);
        assert_eq!(occasion("2016-04 Borlänge/2017-11 Gävle/bild.pdf"), Some((0, 2017, Some(11))));
        assert_eq!(occasion("2016-04 Borlänge/Underlag Gävle november 2017.pdf"), borlange);
        assert_eq!(occasion("S0-natverk.txt"), None);
    }

    #[test]
    fn what_stands_below_the_meeting_is_mirrored_in_its_room() {
        let plan = planned("Träffar/2016-04 Borlänge/Bilder/dag 1.pdf");
        assert_eq!(plan.folders, ["Träffar", "2016-04 Borlänge", "Bilder"]);
        assert_eq!(plan.below, ["Bilder"]);
        assert_eq!(plan.dated, NaiveDate::from_ymd_opt(2016, 4, 1).map(|day| (day, Precision::Month)));
        assert!(plan.proposes);
    }

    #[test]
    fn a_file_alone_proposes_only_what_it_says_it_comes_from() {
        assert!(planned("Gävle november 2017 minnesanteckningar.docx").proposes);
        let report = planned("Gävle november 2017 handlingsplan.docx");
        assert!(!report.proposes && report.occasion.is_some());
        let day = planned("2017-11-14_Protokoll.pdf");
        assert_eq!(day.occasion, None);
        assert_eq!(day.dated, NaiveDate::from_ymd_opt(2017, 11, 14).map(|day| (day, Precision::Day)));
    }
}
