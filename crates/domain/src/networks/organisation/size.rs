//! How large an organisation is, by how many live there: roughly, for finding those alike.

/// The sizes of municipalities: how many live in the largest of each but the last.
const MUNICIPALITIES: [i32; 3] = [15_000, 50_000, 200_000];
/// The same of regions.
const REGIONS: [i32; 3] = [200_000, 300_000, 1_000_000];

/// The size of the organisation `of`, as a number that is equal for those alike; null where nobody says how many live
/// there.
pub(crate) fn class(of: &str) -> String {
    let steps = |bounds: [i32; 3]| {
        let [small, middle, large] = bounds;
        format!(
            "CASE WHEN {of}.inhabitants < {small} THEN 1 WHEN {of}.inhabitants < {middle} THEN 2 \
             WHEN {of}.inhabitants < {large} THEN 3 WHEN {of}.inhabitants >= {large} THEN 4 END"
        )
    };
    format!("CASE WHEN {of}.kind = 'region' THEN {} ELSE {} END", steps(REGIONS), steps(MUNICIPALITIES))
}
