//! Swedish.

mod log;
mod problems;

use super::days::{Held, Months, day};
use super::log::LogWords;
use super::{
    AskWords, CalendarWords, Catalogue, DossierWords, ExportWords, OwnDataWords, ReviewWords, RollWords, TakeHomeWords,
};
use crate::access::{Audience, ParticipationState, RoomKind, SeatKind};
use crate::conversations::mention::MentionRole;
use crate::documents::review::{Outcome, VerdictWord};
use crate::meetings::promise::PromiseStatus;

pub(super) const MONTHS: Months = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

pub(super) static CATALOGUE: Catalogue = Catalogue {
    months: MONTHS,
    room,
    audience,
    problem: problems::problem,
    fault,
    moved,
    forwarded: |network| {
        format!("Jag har vidarebefordrat ett inlägg härifrån till *{network}*, som vi är länkade med.")
    },
    document_moved,
    moved_back: "Flytten är ångrad: tråden är tillbaka där den var, med det som bifogats.",
    bundle: "Dokument",
    page: "sida",
    representative: "Representant",
    role,
    everyone: "alla",
    review: ReviewWords {
        asked: |people, version, due_on, note| {
            let note = note.map(|words| format!("\n\n{words}")).unwrap_or_default();
            format!("{people}: kan ni granska version {version} senast {}?{note}", day(due_on, &MONTHS))
        },
        said: |asked_by, version, word, outcome, comment| {
            let said = match word {
                VerdictWord::Approved => format!("{asked_by}: jag godkänner version {version}."),
                VerdictWord::ChangesAsked => format!("{asked_by}: jag vill se ändringar i version {version}."),
            };
            let ended = match outcome {
                Some(Outcome::Approved) => " Därmed är den godkänd av alla.",
                Some(Outcome::ChangesAsked) => " Alla har svarat. Dokumentet är ett utkast igen.",
                _ => "",
            };
            let comment = comment.map(|words| format!("\n\n{words}")).unwrap_or_default();
            format!("{said}{ended}{comment}")
        },
        representative: "Representant",
    },
    dossier: DossierWords {
        notes: "Minnesanteckningar",
        promises: "Beslut och åtaganden",
        decision: "Beslut",
        promise: "Åtagande",
        due: |day| format!("Senast {}", self::day(day, &MONTHS)),
    },
    about_talk: &[
        "prat",
        "samtal",
        "diskut",
        "diskussion",
        "informell",
        "umgås",
        "mingl",
        "paus",
        "fika",
        "hinn",
        "hann",
        "tidspress",
    ],
    handover: [
        "Lokal och mat är bokade",
        "Boende och hur man tar sig dit är beskrivet",
        "Programmet är klart, med tid att prata med varandra",
        "Talare är tillfrågade och tackade",
        "Inbjudan är skickad",
        "Barn och unga är tillfrågade om temat",
        "Minnesanteckningar skrivs av någon",
        "Närvaron är antecknad",
        "Presentationer och bilder är uppladdade",
        "Utvärderingen är läst, och det viktigaste står i brevet",
    ],
    take_home: TakeHomeWords {
        met: |when, place, hosts| {
            let within = if matches!(when, Held::Month(..)) { "i " } else { "" };
            let when = when.said(&MONTHS);
            let place = place.map(|place| format!(" i {place}")).unwrap_or_default();
            let host = if hosts.is_empty() { String::new() } else { format!(" Värd: {hosts}.") };
            format!("Nätverket träffades {within}{when}{place}.{host}")
        },
        about: "Det här handlade det om",
        asked: "Det här frågade vi nätverket om",
        came_to: "Det här kom vi fram till",
        answers: "Det här svarade andra",
        decided: "Det här bestämdes",
        we_promised: "Det här har vi lovat",
        others_promised: "Det här gör andra",
        means: "Det här betyder det för oss",
        means_hint: "(Skriv med egna ord: vad ska vi göra, vem gör det och när?)",
        due: |day| format!("senast {}", self::day(day, &MONTHS)),
        untitled: "Från nätverket",
    },
    ask: AskWords {
        ask: "Rundfråga",
        columns: ["Organisation", "Svar", "Svarat av", "När", "Hur"],
        by_coordinator: "inlagt av samordnaren",
        not_answered: "Har inte svarat",
        summary: "Sammanställning",
        question: "Frågan",
        answers: "Svaren",
        hidden: "Dolt:",
    },
    roll: RollWords {
        name: "Deltagarförteckning",
        columns: ["Organisation", "Deltar som", "Sedan", "Uppdrag", "Titel", "Namn"],
        state: |state| match state {
            ParticipationState::Queued => "i kö",
            ParticipationState::Observer => "observatör",
            ParticipationState::Member => "medlem",
            ParticipationState::Resting => "vilande medlem",
            ParticipationState::Ended => "deltar inte längre",
        },
        seat: |kind| match kind {
            SeatKind::Official => "tjänsteperson",
            SeatKind::Elected => "förtroendevald",
        },
        vacant: "vakant",
    },
    log: LogWords {
        columns: [
            "Nummer",
            "Tid",
            "Nätverk",
            "Vem",
            "Vad",
            "Vad (kod)",
            "Gäller",
            "Mer",
            "Mer (som det antecknades)",
            "Föregående kontrollsumma",
            "Kontrollsumma",
        ],
        installation: "Installationen",
        name: "logg",
        acts: log::ACTS,
        facts: &log::FACTS,
    },
    calendar: CalendarWords { name: "Träffar i Samrum", day: "Dag", from_afar: "På distans" },
    own_data: OwnDataWords {
        title: "Mina uppgifter",
        lead: "Det här är vad Samrum har om dig. Samma uppgifter står i data.json. Av varje slag är det senaste med, högst tjugo tusen, och av inlägg och av svar högst sexton miljoner tecken.",
        headings: [
            "Konto",
            "Adresser",
            "Det du berättar om dig",
            "Uppdrag",
            "Roller",
            "Rum där du varit gäst",
            "Inloggningar",
            "Inlägg",
            "Svar på rundfrågor",
            "Röster",
            "Svar till träffar",
            "Filer",
            "Utkast",
            "Det loggen säger att du har gjort",
        ],
        picture: "bild",
    },
    export: ExportWords {
        folders: ["rum", "samtal", "dokument", "tidigare-versioner", "traffar"],
        taken_out: |when| format!("Uttaget ur Samrum {when}."),
        holds: "Mappen läses utan Samrum: öppna index.html i en webbläsare. Filerna är i original, och bredvid varje sida \
                ligger samma uppgifter som JSON. I checksums.sha256 står varje fils kontrollsumma.",
        overview: "Översikt",
        rooms: "Rum",
        meetings: "Träffar",
        conversations: "Samtal",
        documents: "Dokument",
        decisions: "Beslut",
        chat: "Chatt",
        about: "Samtal om",
        when: "När",
        place: "Plats",
        hosts: "Värd",
        themes: "Teman",
        articles: "Artiklar i barnkonventionen",
        programme: "Program",
        day: "Dag",
        attendance: "Närvaro",
        attended: ["Organisation", "Tjänstepersoner", "Förtroendevalda", "Gäster", "Övriga"],
        evaluation: "Utvärdering",
        thought: ["Värd tiden:", "Tar med sig hem:", "Kan bli bättre:"],
        questions: "Frågor före träffen",
        promised: |status| match status {
            PromiseStatus::Open => "inte klart",
            PromiseStatus::Done => "klart",
            PromiseStatus::Dropped => "inte längre aktuellt",
        },
        answers: "Svaren",
        attached: "Bifogat",
        not_here: "en fil som inte är med här",
        taken_away: "Inlägget är borttaget.",
        hidden: "Inlägget är dolt:",
        edited: "ändrat",
        answers_to: "svar till",
        versions: "Tidigare versioner",
        messages: |count| if count == 1 { "1 inlägg".to_owned() } else { format!("{count} inlägg") },
        results: ["Antaget", "Avslaget"],
        leaf: ["Tidigare inlägg", "Senare inlägg"],
        nothing: "Här finns inget.",
    },
};

fn moved(room: &str, more: i64, files: usize, word: Option<&str>) -> String {
    let readers = match more {
        0 => "Ingen fler än förut kan läsa den.".to_owned(),
        1 => "En person till kan läsa hela tråden, från första inlägget.".to_owned(),
        more => format!("{more} fler personer kan läsa hela tråden, från första inlägget."),
    };
    let files = match files {
        0 => String::new(),
        1 => " En bifogad fil följde med.".to_owned(),
        files => format!(" {files} bifogade filer följde med."),
    };
    let word = word.map(|word| format!("\n\n{word}")).unwrap_or_default();
    format!("Jag har flyttat tråden till *{room}*. {readers}{files}{word}")
}

fn document_moved(room: &str, more: i64, word: Option<&str>) -> String {
    let readers = match more {
        0 => "Ingen fler än förut kan läsa det.".to_owned(),
        1 => "En person till kan läsa det, och det här samtalet.".to_owned(),
        more => format!("{more} fler personer kan läsa det, och det här samtalet."),
    };
    let word = word.map(|word| format!("\n\n{word}")).unwrap_or_default();
    format!("Jag har flyttat dokumentet till *{room}*. {readers}{word}")
}

fn room(kind: RoomKind) -> &'static str {
    match kind {
        RoomKind::WholeNetwork => "Hela nätverket",
        RoomKind::Members => "Medlemmar",
        RoomKind::WorkingGroup => "Arbetsgruppen",
        RoomKind::Coordination => "Samordning",
        RoomKind::Public => "Offentligt",
        RoomKind::Meeting => "Träff",
        RoomKind::Planning => "Planering",
        RoomKind::Direct => "Direktsamtal",
        RoomKind::Custom => "Rum",
    }
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::WholeNetwork => "Alla i nätverket, även observatörer",
        Audience::Members => "Medlemmar",
        Audience::WorkingGroup => "Arbetsgruppen och samordnarna",
        Audience::Coordination => "Samordnarna",
        Audience::Public => "Alla kan läsa, även utan konto",
        Audience::Planning => "Arbetsgruppen, samordnarna och värdarna",
        Audience::Officials => "Tjänstepersoner hos medlemmarna",
        Audience::Elected => "Förtroendevalda hos medlemmarna",
        Audience::Organisations => "Utvalda organisationer",
        Audience::Observers => "Observatörer och samordnare",
        Audience::NamedGroup => "Gruppens medlemmar och samordnarna",
        Audience::Direct => "Bara ni som är med i samtalet",
    }
}

fn role(role: MentionRole) -> &'static str {
    match role {
        MentionRole::Coordinator => "samordnare",
        MentionRole::Host => "värd",
        MentionRole::WorkingGroup => "arbetsgruppen",
    }
}

fn fault(code: &str) -> &'static str {
    match code {
        "empty" => "Får inte vara tomt.",
        "twice" => "Står där två gånger.",
        "not_an_address_of_a_page" => "Ska börja med https://",
        "one_each" => "Ska ha ett svar på varje förutsättning.",
        "form_unknown" => "Formuläret känns inte igen. Ladda om sidan och försök igen.",
        "form_too_old" => "Formuläret har varit öppet länge. Försök skicka igen.",
        "form_too_soon" => "Det gick ovanligt fort. Vänta några sekunder och skicka igen.",
        "too_long" => "För långt.",
        "too_short" => "Lösenordet ska ha minst 15 tecken. En mening är bra.",
        "too_many" => "För många.",
        "too_many_mentions" => "Högst femtio omnämnanden i ett inlägg. Nämn organisationer i stället för personer.",
        "too_deep" => "Citat och listor står för djupt i varandra för att gå att läsa.",
        "too_large" => "För stort.",
        "length" => "Tomt eller för långt. Fyll i det här, eller korta det.",
        "not_an_address" => "Ser inte ut som en e-postadress.",
        "not_a_date" => "Skriv ett år, en månad eller en dag: 2016, 2016-10 eller 2016-10-12.",
        "not_a_name" => "Går inte att använda som namn.",
        "not_a_slug" => "Får bara ha a–z, siffror och bindestreck.",
        "by_review" => "Be någon granska dokumentet i stället.",
        "not_a_room_for_imports" => "Hit går det inte att ta in filer: välj ett av nätverkets egna rum.",
        "not_themes" => "Högst tio teman, på högst 80 tecken var.",
        "one_word" => "Minst två sätt att säga samma sak.",
        "not_words" => "Bara ord, utan likhetstecken.",
        "not_a_number" => "Skriv ett telefonnummer: siffror, plus, bindestreck.",
        "not_a_picture" => "Går inte att läsa som bild. Välj en JPEG eller PNG.",
        "not_a_county" => "Välj ett av länen.",
        "part_of_itself" => "Den kan inte vara en del av sig själv.",
        "official" => "Slag och län kommer från de officiella förteckningarna.",
        "not_articles" => "Högst tio av konventionens artiklar 1–54.",
        "same_room" => "Den står redan där.",
        "other_network" => "Rummet hör till ett annat nätverk.",
        "nul_character" => "Innehåller ett tecken som inte kan sparas.",
        "before_from" => "Slutar innan det börjar.",
        "own_network" => "Det är det här nätverket.",
        "unknown_placeholder" => "Ordet i klamrar känns inte igen. Skriv {namn}, {organisation} eller {uppdrag}.",
        "not_to_choose" => "Går inte att välja här.",
        "in_the_past" => "Har redan varit.",
        "reason_missing" => "Säg varför, så att de andra förstår.",
        "people_vote" => "Här röstar var och en för sig själv.",
        "days_missing" => "Säg först vilka dagar det är.",
        "not_a_time" => "Skriv tiden som 09:30.",
        "not_https" => "Adressen ska börja med https://.",
        "before_start" => "Perioden slutar innan den börjar.",
        "in_the_future" => "Dagen har inte varit än.",
        "out_of_range" => "Ligger utanför det möjliga.",
        "not_a_websocket" => "Adressen är för websocket.",
        "not_our_protocol" => "Websocketen talar underprotokollet samrum.v1.",
        "too_common" => "Lösenordet är alltför vanligt. Välj en mening som bara du kommer på.",
        "unchanged" => "Det nya lösenordet är detsamma som det gamla.",
        "wrong_password" => "Det nuvarande lösenordet stämmer inte.",
        "idempotency_key_reused" => "Nyckeln har redan använts för en annan begäran.",
        "not_found" => "Finns inte, eller inte för dig.",
        "missing" => "Saknas.",
        "unknown_field" => "Okänt fält.",
        _ => "Har inte den form som väntades.",
    }
}
