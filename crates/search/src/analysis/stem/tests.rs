//! What words are cut to.

use super::stem;

#[test]
fn all_forms_of_a_word_share_a_stem() {
    for forms in [
        &["protokoll", "protokollet", "protokollen", "protokollens", "protokollets"][..],
        &["nätverk", "nätverket", "nätverken", "nätverkets", "nätverkens"],
        &["ärende", "ärendet", "ärenden", "ärendena", "ärendets"],
        &["granskning", "granskningen", "granskningar", "granskningarna", "granskningarnas"],
        &["skola", "skolan", "skolor", "skolorna", "skolans", "skolornas"],
        &["barn", "barnet", "barnen", "barns", "barnets", "barnens"],
        &["möte", "mötet", "möten", "mötena", "mötets"],
        &["tjänsteman", "tjänstemannen", "tjänstemän", "tjänstemännen", "tjänstemäns"],
        &["artikel", "artikeln", "artiklar", "artiklarna"],
        &["förälder", "föräldern", "föräldrar", "föräldrarna", "föräldrars"],
        &["program", "programmet", "programmen"],
        &["seminarium", "seminariet", "seminarier", "seminarierna"],
        &["aktiv", "aktivt", "aktiva"],
        &["hållbar", "hållbart", "hållbara", "hållbarhet", "hållbarheten"],
        &["budget", "budgeten", "budgetar"],
        &["universitet", "universitetet", "universiteten"],
        &["aktivitet", "aktiviteten", "aktiviteter", "aktiviteterna"],
        &["tema", "temat", "teman"],
        &["fråga", "frågan", "frågor", "frågorna", "frågans"],
        &["år", "året", "åren", "årets"],
        &["stad", "staden", "städer", "städerna"],
        &["exempel", "exemplet", "exemplen"],
        &["gemensam", "gemensamt", "gemensamma"],
        &["granska", "granskar", "granskade", "granskat", "granskats", "granskas"],
        &["kommun", "kommunen", "kommuner", "kommunerna", "kommuns", "kommunernas"],
        &["rättighet", "rättigheten", "rättigheter", "rättigheterna"],
        &["politiker", "politikern", "politikerna", "politikernas"],
        &["ledamot", "ledamoten", "ledamöter"],
        &["plats", "platsen", "platser", "platserna"],
        &["lekplats", "lekplatsen", "lekplatser", "lekplatserna", "lekplatsernas"],
        &["insats", "insatsen", "insatser", "insatserna"],
        &["rektor", "rektorn", "rektorer", "rektorerna", "rektors"],
        &["kurator", "kuratorn", "kuratorer", "kuratorerna"],
        &["karta", "kartan", "kartor", "kartorna"],
        &["gata", "gatan", "gator", "gatorna"],
        &["styrelse", "styrelsen", "styrelser", "styrelserna", "styrelsens"],
        &["skrivelse", "skrivelsen", "skrivelser"],
        &["konsekvens", "konsekvensen", "konsekvenser", "konsekvensernas"],
        &["analys", "analysen", "analyser", "analyserna"],
        &["kurs", "kursen", "kurser"],
        &["instans", "instansen", "instanser"],
        &["hus", "huset", "husen", "husets"],
        &["protokollsutdrag", "protokollsutdraget"],
        &["kontaktperson", "kontaktpersonen", "kontaktpersoner", "kontaktpersonernas"],
        &["överenskommelse", "överenskommelsen", "överenskommelser", "överenskommelserna"],
        &["lärare", "läraren", "lärarna", "lärarens"],
        &["skolmiljö", "skolmiljön"],
        &["miljö", "miljön", "miljöer", "miljöerna"],
        &["ungdom", "ungdomar", "ungdomen", "ungdomarna"],
        &["region", "regionen", "regioner", "regionernas"],
        &["idé", "idén", "idéer", "idéerna"],
        &["strategi", "strategin", "strategier", "strategierna"],
        &["kommitté", "kommittén", "kommittéer"],
        &["familj", "familjen", "familjer", "familjernas"],
        &["samarbete", "samarbetet", "samarbeten"],
        &["lokal", "lokalt", "lokala"],
        &["beslut", "beslutet", "besluten", "besluts"],
    ] {
        let stems: Vec<String> = forms.iter().map(|f| stem(f)).collect();
        assert!(stems.iter().all(|s| *s == stems[0]), "{forms:?} → {stems:?}");
    }
}

#[test]
fn different_words_stay_different() {
    for (a, b) in [
        ("politiker", "politik"),
        ("skrivelse", "skriver"),
        ("styrelse", "styra"),
        ("barn", "bar"),
        ("mål", "mal"),
        ("råd", "rad"),
        ("skola", "skål"),
        ("elev", "el"),
    ] {
        assert_ne!(stem(a), stem(b));
    }
}
