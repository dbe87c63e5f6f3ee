//! Organisations ask to join, wait, decide on agreements and leave; people come, stand in, hand over, rest, are promoted,
//! write to one another, run the installation, are suspended and let back, networks close and days pass, in random order;
//! after each step what everybody may do agrees with a model simple enough to be read in one go (`rights_model/model.rs`).
//!
//! `SAMRUM_TEST_STEPS` says how many steps (`make model` takes 100,000); the seed is printed, and `SAMRUM_TEST_SEED`
//! plays one again.

mod acts;
mod model;
mod stage;

use domain::access::NetworkRight;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use stage::Stage;

/// How many steps the suite takes each time.
const STEPS: usize = 2_000;

/// After how many steps the lists of who reads each room are held against the model.
const LISTED_EVERY: usize = 20;

const RIGHTS: [NetworkRight; 12] = [
    NetworkRight::WriteDirectly,
    NetworkRight::ActForOrganisation,
    NetworkRight::AskNetwork,
    NetworkRight::SignUp,
    NetworkRight::SignUpInvited,
    NetworkRight::PlanMeetings,
    NetworkRight::ReadDirectory,
    NetworkRight::WriteDirectory,
    NetworkRight::OwnConditions,
    NetworkRight::AllConditions,
    NetworkRight::Govern,
    NetworkRight::Moderate,
];

fn told<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_step_everybody_may_do_what_the_model_says() {
    let (seed, steps) = (told("SAMRUM_TEST_SEED", 20_261_126_u64), told("SAMRUM_TEST_STEPS", STEPS));
    println!("{steps} steps with SAMRUM_TEST_SEED={seed}");
    let mut stage = Stage::begin(StdRng::seed_from_u64(seed)).await;
    let (mut done, mut refused) = (0_usize, 0_usize);
    for step in 0..steps {
        let told = format!("seed {seed}, step {step}");
        match stage.step(&told).await {
            true => done += 1,
            false => refused += 1,
        }
        stage.compare(&told).await;
        if step % LISTED_EVERY == 0 {
            stage.compare_lists(&told).await;
        }
    }
    println!("{steps} steps: {done} done, {refused} refused as they should be");
    // a play in which next to nothing happens, or nothing is refused, proves little
    assert!(done * 3 > steps && refused * 20 > steps, "{done} done, {refused} refused");
}
