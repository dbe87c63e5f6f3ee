//! The organisations that every installation knows: all municipalities, regions and county boards, and SKR.
//!
//! They are kept in `reference/organisations.csv`, which says where they come from.

use anyhow::Context;
use domain::actor::Actor;
use domain::networks::organisation::reference::{self, Registered};
use domain::store::Store;

const FILE: &str = include_str!("../reference/organisations.csv");

/// How many are laid in one command, so that nobody waits long.
const AT_A_TIME: usize = 60;

/// What stands in the file.
///
/// # Errors
/// When a line has not its form: the file is part of the program, and a test reads it.
pub fn organisations() -> anyhow::Result<Vec<Registered>> {
    FILE.lines().filter(|line| !line.starts_with('#')).map(organisation).collect()
}

fn organisation(line: &str) -> anyhow::Result<Registered> {
    let fields: Vec<&str> = line.split(';').collect();
    let [kind, code, name, county, counted_as, aliases, inhabitants] = fields[..] else {
        anyhow::bail!("not seven fields: {line}");
    };
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let counted_as = given(counted_as).map(|word| word.parse()).transpose();
    Ok(Registered {
        kind: kind.parse().ok().with_context(|| format!("the kind in {line}"))?,
        code: code.to_owned(),
        name: name.to_owned(),
        county: given(county),
        counted_as: counted_as.ok().with_context(|| format!("what {line} is counted as"))?,
        aliases: aliases.split('|').filter_map(given).collect(),
        inhabitants: given(inhabitants)
            .map(|n| n.parse())
            .transpose()
            .with_context(|| format!("inhabitants of {line}"))?,
    })
}

/// Lays them beside what the installation has; tells how many were new. Done twice it is done once.
///
/// # Errors
/// When the database can't be reached.
pub async fn lay(store: &Store) -> anyhow::Result<usize> {
    let mut new = 0;
    for part in organisations()?.chunks(AT_A_TIME) {
        let part = part.to_vec();
        new += store.write(&Actor::System, move |tx| async move { reference::lay(&tx, &part).await }).await?;
    }
    Ok(new)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::networks::organisation::OrganisationKind::{CountyBoard, Municipality, Region};
    use domain::networks::organisation::county::COUNTIES;

    #[test]
    fn every_municipality_region_and_county_board_is_there_once() {
        let all = super::organisations().expect("a file that can be read");
        let of = |kind| all.iter().filter(|one| one.kind == kind || one.counted_as == Some(kind)).count();
        assert_eq!((of(Municipality), of(Region), of(CountyBoard)), (290, 21, 21));
        let gotland: Vec<_> = all.iter().filter(|one| one.name.contains("Gotland")).collect();
        assert_eq!(gotland.iter().filter(|one| one.kind == Municipality).count(), 1, "{gotland:?}");
        assert_eq!(gotland.iter().filter(|one| one.kind == Region).count(), 0, "{gotland:?}");

        let names: BTreeSet<_> = all.iter().map(|one| domain::sorting::fold(&one.name)).collect();
        let codes: BTreeSet<_> = all.iter().map(|one| (one.kind, &one.code)).collect();
        assert_eq!((names.len(), codes.len()), (all.len(), all.len()));
        for one in all.iter().filter(|one| one.county.is_some()) {
            let county = COUNTIES.iter().find(|county| Some(county.name) == one.county.as_deref());
            let county = county.unwrap_or_else(|| panic!("{one:?} lies in no county"));
            assert!(one.code.starts_with(county.code), "{one:?}");
        }
        // the whole country's, as Statistics Sweden gives it: a figure that is wrong anywhere shows
        let inhabitants = |kind| -> i32 {
            all.iter()
                .filter(|one| one.kind == kind || one.counted_as == Some(kind))
                .filter_map(|one| one.inhabitants)
                .sum()
        };
        assert_eq!((inhabitants(Municipality), inhabitants(Region)), (10_327_589, 10_327_589));
        for county in COUNTIES {
            let there = |kind| all.iter().any(|one| one.kind == kind && one.county.as_deref() == Some(county.name));
            assert!(there(Municipality) && there(CountyBoard), "{county:?}");
        }
    }
}
