//! The parent stays well whatever the child does; the child is held before it reads.

use super::{extractor, fixture};
use extract::{Extractor, Unreadable};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// As long as is waited for one that ends by itself, on however busy a machine.
const LONG: Duration = Duration::from_secs(120);
/// As long as is waited for one that does not.
const SHORT: Duration = Duration::from_secs(2);

async fn with_shell(script: &str, wall: Duration) -> Result<extract::Extracted, Unreadable> {
    Extractor::new("/bin/sh", ["-c", script]).with_wall_limit(wall).read(&fixture("single.pdf"), "x.pdf").await
}

#[tokio::test]
async fn children_that_misbehave() {
    let started = Instant::now();
    assert_eq!(with_shell("/bin/sleep 600", SHORT).await, Err(Unreadable::TooSlow));
    assert_eq!(
        with_shell("while :; do echo 0123456789012345678901234567890123456789; done >&2", SHORT).await,
        Err(Unreadable::TooSlow)
    );
    assert!(started.elapsed() < LONG, "nobody waits for them to end");
    for (script, why) in [
        ("exec /usr/bin/head -c 90000000 /dev/zero", Unreadable::TooComplex),
        ("echo rubbish", Unreadable::Damaged),
        ("printf 'D\\377\\377\\377\\377'", Unreadable::Damaged),
        ("kill -XCPU $$", Unreadable::TooSlow),
        ("kill -SEGV $$", Unreadable::Damaged),
        ("echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$", Unreadable::TooComplex),
    ] {
        let started = Instant::now();
        assert_eq!(with_shell(script, LONG).await, Err(why), "{script}");
        assert!(started.elapsed() < LONG, "{script} ends by itself");
    }
}

#[tokio::test]
async fn faults_of_the_machine_are_not_the_files() {
    let nowhere = Extractor::new("/nowhere/at/all", Vec::<String>::new());
    let result = nowhere.read(&fixture("single.pdf"), "x.pdf").await;
    assert_eq!(result, Err(Unreadable::Unavailable));
    let missing = extractor().read(&fixture("missing.pdf"), "x.pdf").await;
    assert!(missing.is_err_and(Unreadable::is_transient));
}

#[tokio::test]
async fn nothing_of_ours_goes_along() {
    // The shell answers with a refusal only if its environment has no PATH of ours and no arguments but the hint.
    let script = "test -z \"$HOME$SAMRUM_DATABASE_URL\" -a \"$0\" = --hint -a \"$1\" = pdf -a \"$(pwd)\" = / && \
                  printf 'R\\014\\000\\000\\000\"too_complex\"' | /usr/bin/head -c 5 >/dev/null && \
                  printf 'R\\015\\000\\000\\000\"too_complex\"'";
    assert_eq!(with_shell(script, LONG).await, Err(Unreadable::TooComplex));
}

#[tokio::test]
async fn too_large_is_not_even_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(extract::limits::FILE + 1).unwrap();
    assert_eq!(extractor().read(&path, "huge.pdf").await, Err(Unreadable::TooLarge));
}

#[tokio::test]
async fn a_large_hole_is_unknown_within_its_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hole");
    std::fs::File::create(&path).unwrap().set_len(extract::limits::FILE).unwrap();
    assert_eq!(extractor().read(&path, "hole.pdf").await, Err(Unreadable::UnknownKind));
}

/// Before the first byte is there to be read, the limits are in place and the doors closed.
#[cfg(target_os = "linux")]
#[test]
fn held_before_it_reads() {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_extract-child")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let folder = format!("/proc/{}", child.id());
    let started = Instant::now();
    let held = loop {
        let status = std::fs::read_to_string(format!("{folder}/status")).unwrap();
        let held =
            status.lines().any(|line| line == "Seccomp:\t2") && status.lines().any(|line| line == "NoNewPrivs:\t1");
        if held || started.elapsed() > Duration::from_secs(60) {
            break held;
        }
    };
    assert!(held);
    let limits = std::fs::read_to_string(format!("{folder}/limits")).unwrap();
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[26..].split_whitespace().next().unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(limit("Max cpu time"), 10);
    assert_eq!(limit("Max core file size"), 0);
    assert_eq!(limit("Max open files"), 3);
    assert_eq!(limit("Max file size"), extract::limits::OUTPUT);
    assert!(limit("Max data size") > extract::limits::MEMORY);
    assert!(limit("Max data size") < extract::limits::MEMORY + (64 << 20));
    assert!(limit("Max address space") < extract::limits::MEMORY + (512 << 20));
    child.stdin.take().unwrap().write_all(b"hej").unwrap();
    assert!(child.wait().unwrap().success());
}
