//! From the files under `crates/samrum/demo/` to the model.

use super::conversation_text::{self, Conversations};
use super::document_text;
use super::model::{
    Asking, Assignment, Content, Follow, GuestPass, HostOrder, Meeting, Network, NetworkSettings, Organisation,
    Participation, Person, PutOff, ReadMark, ReadingHabit, Room, Seat,
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A fault in the demo files; only a change of those files can cause one.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file is not there or not UTF-8.
    #[error("demo file {0} is missing or not text")]
    Missing(String),
    /// A line that can't be understood.
    #[error("demo file {path}, line {line}: {what}")]
    Text {
        /// File.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What was expected.
        what: String,
    },
    /// TOML that can't be understood.
    #[error("demo file {path}: {cause}")]
    Toml {
        /// File.
        path: String,
        /// The parser's words.
        cause: Box<toml::de::Error>,
    },
    /// A file could not be made.
    #[error("demo document {0} could not be made: {1}")]
    Render(String, String),
}

#[derive(RustEmbed)]
#[folder = "demo/"]
struct Files;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    organisation: Vec<Organisation>,
    person: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingFile {
    habit: Vec<ReadingHabit>,
    mark: Vec<ReadMark>,
    follow: Vec<Follow>,
    put_off: Vec<PutOff>,
    mail_without_content: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NetworkFile {
    name: String,
    purpose: String,
    settings: NetworkSettings,
    participation: Vec<Participation>,
    seat: Vec<Seat>,
    assignment: Vec<Assignment>,
    #[serde(default)]
    guest: Vec<GuestPass>,
    meeting: Vec<Meeting>,
    host_order: Option<HostOrder>,
    room: Vec<Room>,
}

/// The slugs, in the order in which they are made.
const NETWORKS: [&str; 3] = ["partnerskapet", "kommunala-barnrattsnatverket", "barnrattsforum-skane"];

/// Reads the whole demo. Takes some milliseconds; call it once.
///
/// # Errors
/// Any fault in the demo files, named with file and line.
pub fn content() -> Result<Content, DemoError> {
    let PeopleFile { organisation, person } = read_toml("people.toml")?;
    let ReadingFile { habit, mark, follow, put_off, mail_without_content } = read_toml("reading.toml")?;
    let networks = NETWORKS.iter().map(|slug| network(slug)).collect::<Result<Vec<_>, _>>()?;
    let direct = conversations("direct/")?.direct;
    Ok(Content {
        organisations: organisation,
        people: person,
        networks,
        direct,
        habits: habit,
        marks: mark,
        follow,
        put_off,
        mail_without_content,
    })
}

fn network(slug: &str) -> Result<Network, DemoError> {
    let file: NetworkFile = read_toml(&format!("{slug}/network.toml"))?;
    let asking = format!("{slug}/asking.toml");
    let Conversations { mut threads, chats, .. } = conversations(&format!("{slug}/conversations/"))?;
    threads.sort_by_key(|thread| thread.messages.first().map(|message| -message.at.minutes_before()));
    let mut documents = Vec::new();
    for path in paths_under(&format!("{slug}/documents/")) {
        documents.extend(document_text::parse(&path, &read(&path)?)?);
    }
    documents.sort_by(|a, b| b.at.minutes_before().cmp(&a.at.minutes_before()).then_with(|| a.key.cmp(&b.key)));
    Ok(Network {
        slug: slug.to_owned(),
        name: file.name,
        purpose: file.purpose,
        settings: file.settings,
        participations: file.participation,
        seats: file.seat,
        assignments: file.assignment,
        guests: file.guest,
        meetings: file.meeting,
        host_order: file.host_order,
        rooms: file.room,
        threads,
        chats,
        documents,
        asking: if Files::get(&asking).is_some() { read_toml(&asking)? } else { Asking::default() },
    })
}

fn conversations(prefix: &str) -> Result<Conversations, DemoError> {
    let mut all = Conversations::default();
    for path in paths_under(prefix) {
        all.join(conversation_text::parse(&path, &read(&path)?)?);
    }
    Ok(all)
}

fn paths_under(prefix: &str) -> Vec<String> {
    let mut paths: Vec<String> =
        Files::iter().filter(|path| path.starts_with(prefix)).map(std::borrow::Cow::into_owned).collect();
    paths.sort();
    paths
}

fn read(path: &str) -> Result<String, DemoError> {
    Files::get(path)
        .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
        .ok_or_else(|| DemoError::Missing(path.to_owned()))
}

fn read_toml<T: DeserializeOwned>(path: &str) -> Result<T, DemoError> {
    toml::from_str(&read(path)?).map_err(|cause| DemoError::Toml { path: path.to_owned(), cause: Box::new(cause) })
}
