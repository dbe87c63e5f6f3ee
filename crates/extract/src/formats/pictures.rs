//! The pictures a document shows: each numbered where it is first met.

use crate::limits;

/// Where they lie in the container; the place in the list is the number, from 1.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) parts: Vec<String>,
}

impl Pictures {
    /// The number of the picture in that part; none for a kind that is not drawn, or when there are too many.
    pub(super) fn number(&mut self, part: &str) -> Option<u32> {
        let ending = part.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if !matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "jpe") {
            return None;
        }
        let known = self.parts.iter().position(|one| one == part);
        let place = match known {
            Some(place) => place,
            None if self.parts.len() < limits::PICTURES => {
                self.parts.push(part.to_owned());
                self.parts.len() - 1
            }
            None => return None,
        };
        u32::try_from(place + 1).ok()
    }
}
