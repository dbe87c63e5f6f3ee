//! Meetings: twice a year for two days, each documented.

pub mod answer;
pub mod attendance;
pub mod calendar;
pub mod evaluation;
pub mod guest;
pub mod handover;
pub mod hosting;
pub mod meeting;
pub mod notes;
pub mod period;
pub mod preparation;
pub mod programme;
pub mod promise;
pub mod question;
pub mod remind;
pub mod theme;
pub mod turn;
