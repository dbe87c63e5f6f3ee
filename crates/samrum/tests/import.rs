//! A tree of files into the archive: once, again, changed, zipped, dry.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use domain::access::{Coordination, Deputies, ParticipationState};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::documents::document::{self, Document, Precision};
use domain::documents::{folder, intake, origin};
use domain::ids::{DocumentId, NetworkId};
use domain::jobs::{self, JobKind};
use domain::meetings::meeting::MeetingState;
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::store::{self, Store, StoreOptions};
use samrum::import::{self, Import, Outcome, Report, Skip};
use tempfile::TempDir;

struct Installation {
    folder: TempDir,
    store: Store,
    blobs: Blobs,
    network: NetworkId,
}

impl Installation {
    async fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("samrum.sqlite").display());
        let store = Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store");
        let blobs = Blobs::in_folder(folder.path().join("blobs")).await.expect("blobs");
        let network = store
            .write(&Actor::System, |tx| async move {
                let network = network::create(
                    &tx,
                    NewNetwork {
                        slug: "provet".into(),
                        name: "Provet".into(),
                        kind: NetworkKind::Municipal,
                        purpose: "Att pröva".into(),
                        observers_write: true,
                        observers_upload: false,
                        deputies: Deputies::Free,
                        coordination: Coordination::Secretariat,
                    },
                )
                .await?;
                for name in ["Gävle kommun", "Borlänge kommun"] {
                    let new = NewOrganisation {
                        kind: OrganisationKind::Municipality,
                        name: name.into(),
                        code: None,
                        county: None,
                        parent: None,
                    };
                    let organisation = organisation::create(&tx, new).await?;
                    let state = ParticipationState::Member;
                    participation::set(&tx, network, organisation, state, tx.today(), "").await?;
                }
                Ok(network)
            })
            .await
            .expect("a network");
        Self { folder, store, blobs, network }
    }

    async fn import(&self, source: &Path, room: Option<&str>, dry_run: bool) -> Report {
        let import = Import { source: source.into(), network: "provet".into(), room: room.map(str::to_owned), dry_run };
        import::run(&self.store, &self.blobs, |_, _| "text/plain", import, &mut |_| {}).await.expect("an import")
    }

    /// What came from that path of a source called `export`.
    async fn document(&self, path: &str) -> Option<Document> {
        let path = format!("export/{path}");
        let known = origin::known(self.store.reader(), "import:provet", &path, "document").await.expect("an answer")?;
        let id = DocumentId(known.object_id);
        let found = document::readable(self.store.reader(), &Actor::System, id).await.expect("the document");
        Some(found.row().clone())
    }

    /// How many rows each table has.
    async fn contents(&self, copy: &str) -> store::Contents {
        let url = format!("sqlite://{}", self.folder.path().join("samrum.sqlite").display());
        let copy = self.folder.path().join(copy);
        store::backup_to(&url, &copy).await.expect("a copy");
        store::contents_of(&copy).await.expect("contents")
    }

    async fn jobs(&self) -> i64 {
        jobs::open(&self.store, JobKind::ReadDocument).await.expect("a count")
    }

    async fn meetings(&self) -> Vec<intake::Candidate> {
        intake::meetings(self.store.reader(), &Actor::System, self.network).await.expect("meetings")
    }

    fn source(&self) -> PathBuf {
        self.folder.path().join("export")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.source().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        std::fs::write(file, text).expect("a file");
    }

    fn tree(&self) {
        self.write("2016-04 Borlänge – Barn på flykt/Program.pdf", "Programmet");
        self.write("2016-04 Borlänge – Barn på flykt/Bilder/Dag 1.txt", "Bilderna");
        self.write("Gävle november 2017 minnesanteckningar.docx", "Anteckningarna");
        self.write("Styrning/2017-11-14_Protokoll.pdf", "Protokollet");
        self.write("S1-överenskommelse.txt", "Överenskommelsen");
        self.write("Tom.txt", "");
        self.write("Styrning/.DS_Store", "x");
        self.write("~$Utkast.docx", "x");
    }
}

fn outcome<'a>(report: &'a Report, path: &str) -> &'a Outcome {
    &report.files.iter().find(|file| file.path == path).expect("the file").outcome
}

#[tokio::test]
async fn a_tree_is_taken_once() {
    let there = Installation::new().await;
    there.tree();
    let first = there.import(&there.source(), None, false).await;
    assert_eq!((first.taken(), first.already_there(), first.new_versions(), first.skipped()), (5, 0, 0, 3), "{first}");
    assert_eq!(outcome(&first, "Tom.txt"), &Outcome::Skipped(Skip::Empty));
    assert_eq!(outcome(&first, "Styrning/.DS_Store"), &Outcome::Skipped(Skip::LeftBehind));
    assert_eq!(there.jobs().await, 5);

    let meetings = there.meetings().await;
    let titles: Vec<_> = meetings.iter().map(|m| (m.title.as_str(), m.month, m.state)).collect();
    let archived = MeetingState::Archived;
    assert_eq!(titles, [("Borlänge, april 2016", Some(4), archived), ("Gävle, november 2017", Some(11), archived)]);
    assert_eq!(first.meetings[0].themes, ["Barn på flykt"]);

    let program = there.document("2016-04 Borlänge – Barn på flykt/Program.pdf").await.expect("the programme");
    assert_eq!((program.room_id, program.meeting_id), (meetings[0].room_id, Some(meetings[0].id)));
    assert_eq!(program.dated_precision, Some(Precision::Month));
    assert_eq!(program.author_label.as_deref(), Some("Import"));
    assert!(program.published_at.is_some() && program.folder_id.is_none());
    let slides = there.document("2016-04 Borlänge – Barn på flykt/Bilder/Dag 1.txt").await.expect("the slides");
    let within = slides.folder_id.expect("a folder");
    let within = folder::readable(there.store.reader(), &Actor::System, within).await.expect("the folder");
    assert_eq!((within.name.as_str(), within.room_id), ("Bilder", meetings[0].room_id));
    let minutes = there.document("Styrning/2017-11-14_Protokoll.pdf").await.expect("the minutes");
    assert_eq!((minutes.meeting_id, minutes.dated_precision), (None, Some(Precision::Day)));
    assert_eq!(minutes.dated_on.map(|day| day.to_string()).as_deref(), Some("2017-11-14"));
    let agreement = there.document("S1-överenskommelse.txt").await.expect("the agreement");
    assert_eq!((agreement.meeting_id, agreement.dated_on), (None, None));
    assert!(there.blobs.verify(&agreement.blob_hash, 17).await.expect("an answer"));

    let again = there.import(&there.source(), None, false).await;
    assert_eq!((again.taken(), again.already_there(), again.new_versions(), again.skipped()), (0, 5, 0, 3), "{again}");
    assert_eq!((there.meetings().await.len(), there.jobs().await), (2, 5));

    there.write("S1-överenskommelse.txt", "En annan överenskommelse");
    let changed = there.import(&there.source(), None, false).await;
    assert_eq!((changed.taken(), changed.already_there(), changed.new_versions()), (0, 4, 1), "{changed}");
    let newer = there.document("S1-överenskommelse.txt").await.expect("the agreement");
    assert_eq!((newer.id, newer.version), (agreement.id, 2));
    assert_ne!(newer.blob_hash, agreement.blob_hash);
    let settled = there.import(&there.source(), None, false).await;
    assert_eq!((settled.already_there(), settled.new_versions()), (5, 0));
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let there = Installation::new().await;
    there.tree();
    let before = there.contents("before").await;
    let told = there.import(&there.source(), None, true).await;
    assert_eq!((told.taken(), told.skipped(), told.meetings.len()), (5, 3, 2), "{told}");
    assert!(told.to_string().contains("nothing was changed"));
    assert_eq!(there.contents("after").await, before);
    assert!(there.meetings().await.is_empty() && there.document("S1-överenskommelse.txt").await.is_none());
    assert!(!there.folder.path().join("blobs/sha256").exists());
}

#[tokio::test]
async fn what_goes_to_a_narrower_room_stays_there() {
    let there = Installation::new().await;
    there.tree();
    let report = there.import(&there.source(), Some("members"), false).await;
    assert_eq!(report.taken(), 5);
    // a folder's name would become a theme that observers read
    assert!(there.meetings().await.is_empty());
    let program = there.document("2016-04 Borlänge – Barn på flykt/Program.pdf").await.expect("the programme");
    assert_eq!(program.audience.word(), "members");
    assert!(program.folder_id.is_some());
}

#[tokio::test]
async fn a_deleted_document_is_not_brought_back() {
    let there = Installation::new().await;
    there.write("Plan.txt", "Planen");
    there.import(&there.source(), None, false).await;
    let plan = there.document("Plan.txt").await.expect("the plan");
    there
        .store
        .write(&Actor::System, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), plan.id).await?;
            document::delete(&tx, &found, plan.revision).await
        })
        .await
        .expect("deleted");
    let same = there.import(&there.source(), None, false).await;
    assert_eq!(outcome(&same, "Plan.txt"), &Outcome::AlreadyThere);
    there.write("Plan.txt", "En annan plan");
    let other = there.import(&there.source(), None, false).await;
    assert_eq!(outcome(&other, "Plan.txt"), &Outcome::Skipped(Skip::DeletedHere));
}

#[tokio::test]
async fn a_zip_is_read_and_not_believed() {
    let there = Installation::new().await;
    let path = there.folder.path().join("export.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    let files = [
        ("2017-11 Gävle – Inflytande/Program.pdf", "Programmet"),
        ("../ut.txt", "ut"),
        ("/etc/ut.txt", "ut"),
        ("Windows\\Utkast.txt", "Utkastet"),
        ("__MACOSX/._Utkast.txt", "x"),
        // NFD, as a Mac writes it
        ("Bra\u{308}nna.txt", "Brännan"),
    ];
    for (name, text) in files {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip");
    let report = there.import(&path, None, false).await;
    assert_eq!((report.taken(), report.skipped()), (3, 3), "{report}");
    assert_eq!(outcome(&report, "../ut.txt"), &Outcome::Skipped(Skip::UnsafePath));
    assert_eq!(outcome(&report, "/etc/ut.txt"), &Outcome::Skipped(Skip::UnsafePath));
    assert_eq!(outcome(&report, "__MACOSX/._Utkast.txt"), &Outcome::Skipped(Skip::LeftBehind));
    assert_eq!(there.meetings().await.first().map(|m| m.title.clone()).as_deref(), Some("Gävle, november 2017"));
    assert_eq!(there.document("Brännan.txt").await.map(|d| d.name), None);
    assert_eq!(there.document("Bränna.txt").await.map(|d| d.name).as_deref(), Some("Bränna.txt"));
    assert_eq!(there.document("Windows/Utkast.txt").await.map(|d| d.name).as_deref(), Some("Utkast.txt"));

    let again = there.import(&path, None, false).await;
    assert_eq!((again.taken(), again.already_there()), (0, 3));
    // the same tree unpacked is the same tree
    there.write("Bränna.txt", "Brännan");
    let unpacked = there.import(&there.source(), None, false).await;
    assert_eq!(outcome(&unpacked, "Bränna.txt"), &Outcome::AlreadyThere);
}

/// Links that lead back up would make a tree without end, and so would a folder that stands in itself again and again.
#[cfg(unix)]
#[tokio::test]
async fn folders_that_lead_back_into_themselves_are_gone_through_once() {
    let there = Installation::new().await;
    there.write("Styrning/Plan.txt", "Planen");
    std::os::unix::fs::symlink(there.source(), there.source().join("Styrning/Runt")).expect("a link");
    let report = there.import(&there.source(), None, false).await;
    assert_eq!((report.taken(), report.skipped()), (1, 1), "{report}");
    assert_eq!(outcome(&report, "Styrning/Runt"), &Outcome::Skipped(Skip::NoFile));

    let path = there.folder.path().join("export.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    zip.add_directory("Styrning/", options).expect("a folder");
    zip.add_symlink("Styrning/Runt", "../Styrning", options).expect("a link");
    zip.add_symlink("Styrning/Sig", "Sig", options).expect("a link");
    let deep = format!("{}Plan.txt", "Styrning/".repeat(300));
    for name in ["Styrning/Plan.txt", &deep] {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(b"Planen").expect("bytes");
    }
    zip.finish().expect("a zip");
    let report = there.import(&path, None, false).await;
    assert_eq!((report.taken(), report.already_there(), report.skipped()), (0, 1, 3), "{report}");
    for link in ["Styrning/Runt", "Styrning/Sig"] {
        assert_eq!(outcome(&report, link), &Outcome::Skipped(Skip::NoFile));
    }
    assert_eq!(outcome(&report, &deep), &Outcome::Skipped(Skip::UnsafePath));
}

#[tokio::test]
async fn a_broken_file_in_a_zip_is_named_and_the_rest_taken() {
    let there = Installation::new().await;
    let path = there.folder.path().join("export.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [("Bruten.txt", "SÖNDERSLAGEN"), ("Hel.txt", "Hel och hållen")] {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip");
    let mut bytes = std::fs::read(&path).expect("the zip");
    let at = bytes.windows(6).position(|window| window == b"SLAGEN").expect("the text");
    bytes[at] = b'X';
    std::fs::write(&path, bytes).expect("the zip");
    let report = there.import(&path, None, false).await;
    assert!(matches!(outcome(&report, "Bruten.txt"), Outcome::Skipped(Skip::Unreadable(_))), "{report}");
    assert_eq!(outcome(&report, "Hel.txt"), &Outcome::Taken);
    assert_eq!(std::fs::read_dir(there.folder.path().join("blobs/incoming")).expect("a folder").count(), 0);
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let there = Installation::new().await;
    there.tree();
    let tried = |network: &str, room: Option<&str>, source: PathBuf| {
        let import = Import { source, network: network.into(), room: room.map(str::to_owned), dry_run: false };
        let (store, blobs) = (there.store.clone(), there.blobs.clone());
        async move {
            let said = import::run(&store, &blobs, |_, _| "text/plain", import, &mut |_| {}).await;
            said.expect_err("refused").to_string()
        }
    };
    assert!(tried("okand", None, there.source()).await.contains("no network"));
    assert!(tried("provet", Some("köket"), there.source()).await.contains("köket"));
    let nobody = uuid::Uuid::new_v4().to_string();
    assert!(tried("provet", Some(&nobody), there.source()).await.contains("no room"));
    assert!(tried("provet", None, there.folder.path().join("borta")).await.contains("can't be read"));
    let no_zip = there.source().join("S1-överenskommelse.txt");
    assert!(tried("provet", None, no_zip).await.contains("neither a folder nor a zip"));
}
