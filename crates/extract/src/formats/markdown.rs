use super::Draft;
use crate::MediaType;
pub(super) fn read(_bytes: &[u8]) -> Draft { Draft::new(MediaType::Markdown) }
