//! Pages that organisations take home, and whom they told.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ConversationId, HomeGroupRecipientId, MeetingId, NetworkId, SeatId, TakeHomeId, TellingId};
use domain::methods::take_home::{self, Way};
use domain::networks::home_group;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonNamed};

/// What one's organisations take home from a meeting or a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TakenHome {
    /// The pages there are.
    pub pages: Vec<TakeHomeLine>,
    /// The seats one could make another for.
    pub seats: Vec<TakeHomeSeat>,
}

/// A seat one takes something home for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TakeHomeSeat {
    /// Which.
    pub seat_id: SeatId,
    /// Whose.
    pub organisation: Named,
}

impl From<take_home::OwnSeat> for TakeHomeSeat {
    fn from(seat: take_home::OwnSeat) -> Self {
        Self { seat_id: seat.seat_id, organisation: Named { id: seat.organisation_id.0, name: seat.organisation } }
    }
}

/// A page in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TakeHomeLine {
    /// Which.
    pub id: TakeHomeId,
    /// Whose.
    pub organisation: Named,
    /// Its title.
    pub title: String,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// How often somebody was told of it.
    pub tellings: i64,
    /// When last.
    pub told_on: Option<NaiveDate>,
}

impl From<&take_home::TakeHome> for TakeHomeLine {
    fn from(row: &take_home::TakeHome) -> Self {
        Self {
            id: row.id,
            organisation: Named { id: row.organisation_id.0, name: row.organisation.clone() },
            title: row.title.clone(),
            changed_at: row.changed_at,
            tellings: row.tellings,
            told_on: row.told_on,
        }
    }
}

/// A page of one's organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TakeHome {
    /// What its list says of it.
    #[serde(flatten)]
    pub line: TakeHomeLine,
    /// In which network.
    pub network_id: NetworkId,
    /// The seat one holds.
    pub seat_id: SeatId,
    /// The meeting it comes from.
    pub meeting_id: Option<MeetingId>,
    /// Or the conversation.
    pub conversation_id: Option<ConversationId>,
    /// What that is called.
    pub source: Option<String>,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it last.
    pub writer: PersonNamed,
    /// The network's mails may hold it.
    pub may_mail: bool,
    /// Who was told of it, the latest first.
    pub log: Vec<Telling>,
    /// Goes up with every change.
    pub revision: i64,
}

/// That somebody was told.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Telling {
    /// Which.
    pub id: TellingId,
    /// How.
    pub way: Way,
    /// Who, in words; empty where it went by mail.
    pub told: String,
    /// When.
    pub told_on: NaiveDate,
    /// To how many it went by mail.
    pub recipients: i64,
    /// It reports to the political level.
    pub reported: bool,
    /// It spreads the work to other networks.
    pub spread: bool,
    /// Who told.
    pub person: PersonNamed,
}

impl From<take_home::Telling> for Telling {
    fn from(row: take_home::Telling) -> Self {
        Self {
            id: row.id,
            way: row.way,
            told: row.told,
            told_on: row.told_on,
            recipients: row.recipients,
            reported: row.reported,
            spread: row.spread,
            person: PersonNamed { id: row.person_id, name: row.person },
        }
    }
}

impl TakeHome {
    /// As the person asking sees it.
    #[must_use]
    pub fn new(page: &take_home::OwnPage, log: Vec<take_home::Telling>, may_mail: bool) -> Self {
        let row = page.row();
        Self {
            line: row.into(),
            network_id: row.network_id,
            seat_id: page.seat(),
            meeting_id: row.meeting_id,
            conversation_id: row.conversation_id,
            source: row.source.clone(),
            text: row.text.clone(),
            html: row.html.clone(),
            writer: PersonNamed { id: row.written_by, name: row.writer.clone() },
            may_mail,
            log: log.into_iter().map(Telling::from).collect(),
            revision: row.revision,
        }
    }
}

/// For which seat's organisation a page is begun.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginTakeHome {
    /// The seat.
    pub seat_id: SeatId,
}

/// What a page is to say.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteTakeHome {
    /// Its title.
    #[schema(max_length = 200)]
    pub title: String,
    /// Markdown.
    #[schema(max_length = 6000)]
    pub text: String,
}

/// Somebody to tell, or that somebody was told.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TellHome {
    /// Those of the home group it goes to by mail; none where somebody was told otherwise.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub recipients: Vec<HomeGroupRecipientId>,
    /// Who was told, in words, where it was not by mail.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub told: String,
    /// When, where it was not by mail; today without it.
    #[serde(default)]
    pub told_on: Option<NaiveDate>,
    /// It reports to the political level.
    #[serde(default)]
    pub reported: bool,
    /// It spreads the work to other networks.
    #[serde(default)]
    pub spread: bool,
}

impl From<TellHome> for take_home::NewTelling {
    fn from(tell: TellHome) -> Self {
        let TellHome { recipients, told, told_on, reported, spread } = tell;
        Self { recipients, told, told_on, reported, spread }
    }
}

/// That an organisation told somebody, as it counts for a condition. The page itself is not in it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ToldHome {
    /// How.
    pub way: Way,
    /// Who, in words; empty where it went by mail.
    pub told: String,
    /// When.
    pub told_on: NaiveDate,
    /// To how many it went by mail.
    pub recipients: i64,
}

impl From<&take_home::Evidence> for ToldHome {
    fn from(row: &take_home::Evidence) -> Self {
        Self { way: row.way, told: row.told.clone(), told_on: row.told_on, recipients: row.recipients }
    }
}

/// What the link of a mail to somebody at home stops.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HomeGroupLink {
    /// Whose home group.
    pub organisation: String,
    /// In which network.
    pub network: String,
    /// They are not in it any more.
    pub stopped: bool,
}

impl From<&home_group::StopLink> for HomeGroupLink {
    fn from(link: &home_group::StopLink) -> Self {
        Self { organisation: link.organisation.clone(), network: link.network.clone(), stopped: link.stopped }
    }
}
