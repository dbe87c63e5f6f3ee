//! Who wants to join, and how those who have stand to the conditions: a case in dialogue and a member that confirmed more than
//! a year ago in one network, an observer on its way to membership in another.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::networks::case::{self, LaidCase};
use domain::networks::condition::ConditionState::{Met, NotMet, Unclear};
use domain::networks::condition::KnownCondition::{ActionPlan, Active, Appointed, Reported, Spread, WholeOrganisation};
use domain::networks::condition::held;
use domain::store::{Store, Tx};

use super::ground::{Built, Ground, unknown};

pub(super) async fn ask_to_join(store: &Store, ground: &Arc<Ground>, networks: &[Arc<Built>]) -> domain::Result<()> {
    for built in networks {
        match built.network(ground)?.slug.as_str() {
            "partnerskapet" => {
                case_in_dialogue(store, ground, built).await?;
                member_to_confirm(store, ground, built).await?;
            }
            "kommunala-barnrattsnatverket" => observer_on_the_way(store, ground, built).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn case_in_dialogue(store: &Store, ground: &Arc<Ground>, built: &Arc<Built>) -> domain::Result<()> {
    let named = |key: &str| {
        let found = ground.content.organisations.iter().find(|row| row.key == key);
        found.map(|row| row.name.clone()).ok_or_else(|| unknown(key))
    };
    let (came, asked, answered) =
        (ground.now - TimeDelta::days(9), ground.now - TimeDelta::days(6), ground.now - TimeDelta::days(2));
    let laid = LaidCase {
        network: built.id,
        organisation: ground.organisation("jonkoping")?,
        organisation_name: named("jonkoping")?,
        name: "Sara Lindvall".into(),
        role: "Utvecklingsledare, stadskontoret".into(),
        email: "sara.lindvall@demo.samrum.example".into(),
        message: "Vi följde er öppna dag i våras och vill gärna lära tillsammans med er.".into(),
        answers: vec![
            (ActionPlan, Met, "Antagen av fullmäktige i mars. Den gäller till och med 2029.".into()),
            (Appointed, Met, "Stadsdirektören har utsett mig, Ks/2026:118.".into()),
            (WholeOrganisation, Met, "Uppdraget ligger på stadskontoret och gäller alla förvaltningar.".into()),
            (Reported, Unclear, "Vi har inte gjort det än. Hur ofta brukar ni andra rapportera?".into()),
            (Active, Met, "Jag har tid avsatt, ungefär en dag i månaden.".into()),
            (Spread, NotMet, "Det regionala nätverket har legat nere sedan i fjol.".into()),
        ],
        words: vec![
            (
                Some(ground.person("helena")?),
                "Hej Sara, vad roligt! En fråga om rapporteringen: finns det någon nämnd som redan följer planen?"
                    .into(),
                asked,
            ),
            (
                None,
                "Ja, kommunstyrelsen ska få en lägesbild varje höst. Det första tillfället är i november.".into(),
                answered,
            ),
        ],
        at: came,
    };
    store.write(&Actor::System, move |tx: Tx| async move { case::lay(&tx, laid).await }).await?;
    Ok(())
}

async fn member_to_confirm(store: &Store, ground: &Arc<Ground>, built: &Arc<Built>) -> domain::Result<()> {
    let (network, organisation) = (built.id, ground.organisation("trelleborg")?);
    let at = ground.now - TimeDelta::days(400);
    let all = [ActionPlan, Appointed, WholeOrganisation, Reported, Active, Spread];
    let said = all.map(|condition| (condition, Met, String::new())).to_vec();
    let lay = move |tx: Tx| async move { held::lay(&tx, network, organisation, said, at).await };
    store.write(&Actor::System, lay).await
}

async fn observer_on_the_way(store: &Store, ground: &Arc<Ground>, built: &Arc<Built>) -> domain::Result<()> {
    let (network, organisation) = (built.id, ground.organisation("sala")?);
    let at = ground.now - TimeDelta::days(240);
    let said = vec![
        (ActionPlan, Met, "Antagen av kommunfullmäktige, KF § 41.".to_owned()),
        (Appointed, Met, "Kommunchefens beslut 2022/1044.".to_owned()),
        (WholeOrganisation, NotMet, "Uppdraget gäller än så länge utbildningskontoret.".to_owned()),
        (Reported, Met, "Till kommunstyrelsen varje vår.".to_owned()),
        (Active, Met, String::new()),
        (Spread, Unclear, "Vi söker en form för det i länet.".to_owned()),
    ];
    let lay = move |tx: Tx| async move { held::lay(&tx, network, organisation, said, at).await };
    store.write(&Actor::System, lay).await
}
