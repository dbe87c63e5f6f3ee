//! The floors as a server: `floor <database> <index> [postgres address]`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(index)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("floor <database> <index> [postgres address]");
    };
    actix_web::rt::System::new().block_on(floor::floors::serve(database.into(), index.into(), arguments.next()))
}
