use chrono::NaiveDate;
use domain::ids::OrganisationId;
use domain::networks::organisation::OrganisationKind;

use super::{Hint, Hosts};

fn hosts() -> Hosts {
    let all = [
        ("Region Gävleborg", OrganisationKind::Region),
        ("Gävle kommun", OrganisationKind::Municipality),
        ("Borlänge kommun", OrganisationKind::Municipality),
        ("Region Örebro län", OrganisationKind::Region),
        ("Örebro kommun", OrganisationKind::Municipality),
        ("Göteborgs stad", OrganisationKind::Municipality),
        ("Upplands Väsby kommun", OrganisationKind::Municipality),
        ("Borås Stad", OrganisationKind::Municipality),
        ("Stadsdelen Angered", OrganisationKind::CityDistrict),
    ];
    Hosts::new(all.into_iter().map(|(name, kind)| (OrganisationId(uuid::Uuid::new_v4()), name.to_owned(), kind)))
}

/// A day, a range of days, a month, a year or nothing; the host; the themes.
fn told(name: &str) -> (String, String, String) {
    let hosts = hosts();
    let hint = Hint::read(name, &hosts);
    let day = |day: NaiveDate| day.to_string();
    let when = match (hint.when.year, hint.when.month, hint.when.days) {
        (_, _, Some((first, last))) if first == last => day(first),
        (_, _, Some((first, last))) => format!("{first}/{last}"),
        (Some(year), Some(month), None) => format!("{year}-{month:02}"),
        (Some(year), None, None) => year.to_string(),
        _ => String::new(),
    };
    let host = hint.host.and_then(|host| hosts.get(host)).map(|host| host.place.clone()).unwrap_or_default();
    (when, host, hint.themes.join(" | "))
}

#[test]
fn names_are_read_as_exactly_as_they_stand() {
    let table = [
        ("2016-04 Borlänge – Barn på flykt", "2016-04", "Borlänge", "Barn på flykt"),
        ("2016-04 - Borlänge - Barn på flykt", "2016-04", "Borlänge", "Barn på flykt"),
        ("2017-11 Gävle – Inflytande; Barnkonsekvens", "2017-11", "Gävle", "Inflytande | Barnkonsekvens"),
        ("Gävle november 2017 minnesanteckningar", "2017-11", "Gävle", ""),
        ("Ga\u{308}vle november 2017", "2017-11", "Gävle", ""),
        ("2017-11-14_Protokoll", "2017-11-14", "", ""),
        ("20171114 Protokoll", "2017-11-14", "", ""),
        ("171114 Protokoll", "2017-11-14", "", ""),
        ("201711 Protokoll", "2017-11", "", ""),
        ("200312 Protokoll", "", "", ""),
        ("2017_11_14 Gävleborg", "2017-11-14", "Gävleborg", ""),
        ("14-15 november 2017 Gävle", "2017-11-14/2017-11-15", "Gävle", ""),
        ("2017-11-14--15 Gävle", "2017-11-14/2017-11-15", "Gävle", ""),
        ("Träff i Örebro nov 2017", "2017-11", "Örebro", ""),
        ("Region Örebro län maj 2018", "2018-05", "Örebro län", ""),
        ("November, Upplands Väsby 2017", "2017-11", "Upplands Väsby", ""),
        ("Göteborg 2018", "2018", "Göteborg", ""),
        ("Göteborgs stad 2018", "2018", "Göteborg", ""),
        ("Borås 2018-03", "2018-03", "Borås", ""),
        ("Gävle - november 2017 - dokumentation", "2017-11", "Gävle", ""),
        ("S1-overenskommelse-regionalt-natverk-2013-2015", "", "", ""),
        ("S3-rapport-partnerskapet-2016-2018", "", "", ""),
        ("S0-natverk-barnets-rattigheter", "", "", ""),
        ("Läsåret 2016-17", "", "", ""),
        ("Plan 2017-13", "2017", "", ""),
        ("2017-02-30", "2017-02", "", ""),
        ("Handlingsplan – utkast", "", "", ""),
        ("Jul 2017", "2017", "", ""),
        ("", "", "", ""),
        ("99999999999999999999", "", "", ""),
    ];
    for (name, when, host, themes) in table {
        assert_eq!(told(name), (when.to_owned(), host.to_owned(), themes.to_owned()), "{name}");
    }
}

#[test]
fn another_year_is_another_month() {
    let hosts = hosts();
    let above = Hint::read("2016-04 Borlänge", &hosts);
    let below = Hint::read("2018", &hosts).within(&above);
    assert_eq!((below.when.year, below.when.month), (Some(2018), None));
    assert!(below.host.is_some());
}
