//! Meetings: twice a year for two days, each documented.

pub mod meeting;
