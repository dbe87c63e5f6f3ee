//! Prints the figures of `BENCHMARKS.md`, each beside its floor: `make bench`, and `make bench-archive` (`bench archive`,
//! with a number of pages where there are to be fewer than a million). `bench reading`, `searching`, `posting`, `sockets` and
//! `postgres` are parts of it alone.

use floor::bench::{Part, of_messages, of_postgres, of_the_archive};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => runtime.block_on(of_messages(None)),
        Some("reading") => runtime.block_on(of_messages(Some(Part::Reading))),
        Some("searching") => runtime.block_on(of_messages(Some(Part::Searching))),
        Some("posting") => runtime.block_on(of_messages(Some(Part::Posting))),
        Some("sockets") => runtime.block_on(of_messages(Some(Part::Sockets))),
        Some("archive") => {
            let most = arguments.next().map(|most| most.parse()).transpose()?;
            runtime.block_on(of_the_archive(most))
        }
        Some("postgres") => runtime.block_on(of_postgres()),
        Some(other) => {
            anyhow::bail!("bench [archive [pages] | reading | searching | posting | sockets | postgres], not {other}")
        }
    }
}
