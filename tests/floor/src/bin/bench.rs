//! Prints the figures of `BENCHMARKS.md`, each beside its floor: `make bench`, and `make bench-archive` (`bench archive`,
//! with a number of pages where there are to be fewer than a million). `bench postgres` is posting on PostgreSQL alone.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => runtime.block_on(floor::bench::everything()),
        Some("archive") => {
            let most = arguments.next().map(|most| most.parse()).transpose()?;
            runtime.block_on(floor::bench::of_the_archive(most))
        }
        Some("postgres") => runtime.block_on(floor::bench::of_postgres()),
        Some(other) => anyhow::bail!("bench [archive [pages] | postgres], not {other}"),
    }
}
