//! What could not be done, and what one can do about it: title and explanation of every problem, in Swedish.

pub(super) fn problem(code: &str) -> (&'static str, &'static str) {
    match code {
        "unauthenticated" => ("Inte inloggad", "Logga in för att fortsätta."),
        "wrong_credentials" => ("Det gick inte att logga in", "E-postadressen eller lösenordet stämmer inte."),
        "not_found" => ("Finns inte", "Det finns inget här, eller inget som du kan se."),
        "not_found_in" => ("Något du hänvisar till finns inte", "Det finns inte, eller inte för dig."),
        "forbidden" => ("Det får du inte göra", "Du kan läsa det här men inte ändra det."),
        "forbidden_to_read" => {
            ("Det här är inte öppet för dig", "Det är till för andra i nätverket. Fråga samordnaren om du behöver det.")
        }
        "conditions_of_others" => (
            "Det ser bara de det gäller",
            "En organisations förutsättningar ses av de som har uppdrag för den, och av nätverkets samordnare.",
        ),
        "certificate_of_others" => (
            "Det ser bara de det gäller",
            "Ett intyg tas fram av de som har uppdrag för organisationen, eller av nätverkets samordnare.",
        ),
        "revisit_changed" => {
            ("Någon har ändrat dagen", "Någon annan har satt en annan dag sedan du såg den. Läs om och försök igen.")
        }
        "foreign_origin" => ("Anropet kom från en annan webbplats", "Öppna Samrum i en egen flik och försök igen."),
        "invalid" => ("Något behöver rättas", "Se vad som är fel och försök igen. Inget har sparats."),
        "bad_json" => ("Begäran gick inte att läsa", "Innehållet har inte den form som väntades."),
        "bad_query" => ("Adressen gick inte att läsa", "Något i adressen har inte den form som väntades."),
        "bad_header" => ("Begäran gick inte att läsa", "Något i dess huvud har inte den form som väntades."),
        "bad_cursor" => ("Listan gick inte att fortsätta", "Börja om från början av listan."),
        "too_large" => ("För stort", "Det du skickade är större än vad som tas emot."),
        "unsupported_media_type" => ("Fel slags innehåll", "Skicka innehållet i den form som dokumentationen anger."),
        "method_not_allowed" => ("Det går inte att göra så här", "Den här adressen tar inte emot den metoden."),
        "precondition_required" => ("Uppgift saknas", "Skicka med vilken version du utgick från (If-Match)."),
        "stale" => (
            "Någon annan hann före",
            "Det har ändrats sedan du läste det. Läs om och försök igen; din text finns kvar.",
        ),
        "name_taken" => (
            "Namnet finns redan",
            "I mappen finns redan ett dokument med det namnet. Gör en ny version eller behåll båda.",
        ),
        "client_id_taken" => ("Redan använt", "Du har redan skrivit något annat med det client_id:t. Skicka ett nytt."),
        "already_written" => ("Redan skrivet", "Inlägget finns redan i samtalet. Läs om, så ser du det."),
        "no_conversation" => (
            "Brevet hör inte till något samtal",
            "Välj i stället att inte få sådana brev alls, eller ändra vad du följer.",
        ),
        "conversation_closed" => ("Samtalet är avslutat", "Det går att läsa men inte att skriva i."),
        "everyone_not_allowed" => (
            "Det är samordnaren som kallar på alla",
            "Nämn den du vill nå, en organisation eller @samordnare i stället för @alla.",
        ),
        "everyone_called_lately" => {
            ("Alla här har nyss kallats på", "Det går en gång på tio minuter. Skriv utan @alla, eller vänta en stund.")
        }
        "ask_closed" => ("Rundfrågan är avslutad", "Svaren går att läsa men inte att ändra."),
        "everybody_answered" => ("Alla har svarat", "Det finns ingen kvar att påminna."),
        "reminded_recently" => ("En påminnelse har nyss gått ut", "Det får gå ett dygn mellan påminnelserna."),
        "vote_closed" => ("Tiden att rösta har gått ut", "Rösterna går att läsa men inte att ändra."),
        "deadline_not_passed" => (
            "Alla har inte hunnit säga sitt",
            "Förslaget kan avgöras när tiden har gått ut, eller när alla organisationer har röstat.",
        ),
        "message_deleted" => ("Inlägget är borttaget", "Det går inte att ändra ett borttaget inlägg."),
        "notice_stays" => (
            "Inlägget berättar vad som har gjorts",
            "Alla som har skrivit ska få veta vem som läser, så det går inte att ändra, dölja eller ta bort. Ångra flytten om den blev fel.",
        ),
        "not_hidden" => ("Det är inte dolt", "Det går redan att läsa."),
        "writing_hidden" => ("Redan dolt", "Någon som sköter rummet har redan dolt det."),
        "flag_settled" => ("Redan avgjort", "Någon annan har redan tagit ställning till det."),
        "flag_not_settled" => ("Inte avgjort", "Det väntar redan på att någon tar ställning."),
        "not_a_question" => ("Det är ingen fråga", "Bara svar på frågor kan godtas."),
        "not_an_answer" => ("Det är inget svar", "Ett annat inlägg än själva frågan kan godtas."),
        "too_many_answers" => ("För många godtagna svar", "Ta bort markeringen från ett av dem först."),
        "too_many_pinned_documents" => {
            ("För många fästa dokument", "Lossa ett annat först. Fem dokument får plats bredvid samtalen i ett rum.")
        }
        "too_many_pinned" => ("För många fästa trådar", "Lossa en annan först. Fem trådar får plats överst i ett rum."),
        "not_a_chat" => ("Det är ingen chatt", "Bara meddelanden i en chatt kan bli trådar."),
        "more_readers" => (
            "Fler skulle läsa än vad som visades",
            "Rummet har fått fler läsare sedan du såg antalet. Se efter igen innan du flyttar.",
        ),
        "moved_again" => ("Tråden har flyttats igen", "Den här flytten går inte att ångra längre."),
        "written_since" => ("Någon har skrivit sedan dess", "Be en samordnare att flytta tillbaka tråden."),
        "too_late_to_undo" => ("För sent att ångra", "Det går inte längre att ångra."),
        "email_taken" => ("Adressen används redan", "Det finns redan ett konto med den e-postadressen."),
        "address_already_yours" => ("Adressen är redan din", "Den finns redan bland dina adresser."),
        "too_many_addresses" => ("För många adresser", "Ta bort en du inte använder. Fem får plats."),
        "primary_address" => ("Breven går dit", "Välj en annan adress för breven först, så går den här att ta bort."),
        "slug_taken" => ("Adressen är tagen", "Det finns redan ett nätverk med den adressen. Välj en annan."),
        "no_elected_seat" => {
            ("Är inte förtroendevald i nätverket", "Talespersonen är en av nätverkets förtroendevalda.")
        }
        "tagged_already" => ("Står där redan", "Personen är redan märkt så."),
        "too_many_tags" => ("För många märkningar", "Ta bort en som inte behövs. Tio får plats."),
        "recipient_already" => ("Är redan med", "Adressen finns redan i hemgruppen."),
        "taken_home_already" => {
            ("Sidan finns redan", "Er organisation har redan en sida att ta hem härifrån. Öppna den.")
        }
        "page_unfinished" => (
            "Sidan är inte färdig",
            "Sist på sidan står ännu en uppmaning till dig. Skriv det med egna ord, eller ta bort den.",
        ),
        "mail_without_content" => (
            "Nätverkets brev får inte ha innehåll",
            "Skriv ut sidan eller hämta den som Word-fil i stället, och anteckna vem ni berättade för.",
        ),
        "meeting_cancelled" => ("Träffen är inställd", "Det går inte att ändra så länge den är inställd."),
        "meeting_held" => ("Träffen har redan varit", "Den går inte att ställa in."),
        "meeting_not_cancelled" => ("Träffen är inte inställd", "Det finns inget att ta tillbaka."),
        "too_many_recipients" => ("Hemgruppen är full", "Hundra får plats. Ta bort någon först."),
        "organisation_name_taken" => ("Namnet är taget", "Det finns redan en organisation som heter så."),
        "organisation_is_official" => {
            ("Organisationen är officiell", "Den står i de officiella förteckningarna. Byt namn på den i stället.")
        }
        "organisation_has_history" => (
            "Organisationen har en historia",
            "Något i Samrum berättar om den, så den kan inte tas bort. Avsluta dess deltagande i stället, eller byt namn på den.",
        ),
        "already_appointed" => ("Har redan uppdraget", "Personen har det uppdraget i nätverket."),
        "no_seat_in_network" => {
            ("Har inget uppdrag i nätverket", "Arbetsgruppen består av dem som har ett uppdrag i nätverket.")
        }
        "last_coordinator" => (
            "Nätverket behöver en samordnare",
            "Den sista kan varken sluta, tas bort eller stängas av. En ny utses först.",
        ),
        "last_of_troika" => (
            "Nätverket behöver en samordnare",
            "Värdarna samordnar nätverket, och efter det här skulle ingen göra det. Planera nästa träff med en värd som har en tjänsteperson i nätverket, eller be administratören utse en samordnare.",
        ),
        "network_closed" => ("Nätverket är avslutat", "Det går att läsa, men inget mer läggs till i det."),
        "too_many_rooms" => ("För många rum", "Arkivera ett som inte används längre. Hundra får plats."),
        "room_of_network" => (
            "Rummet hör till nätverket",
            "Det kom med nätverket eller en träff. Bara rum som någon har skapat går att ändra och arkivera.",
        ),
        "room_archived" => ("Rummet är arkiverat", "Ta tillbaka det först, så går det att ändra."),
        "no_guests_here" => {
            ("Rummet tar inte emot gäster", "Gäster bjuds in till andra rum än samordnarnas och direktsamtal.")
        }
        "room_full_of_guests" => ("Rummet har fullt med gäster", "Tvåhundra får plats. Avsluta för någon annan först."),
        "guest_comes_already" => {
            ("Gästen kommer redan", "Någon med den adressen är redan anmäld som gäst till träffen.")
        }
        "guest_already" => ("Du är redan gäst i rummet", "Det behövs inget mer. Inbjudan kan läggas undan."),
        "already_linked" => ("Nätverken är redan länkade", "Eller på väg att bli det. Se listan över länkar."),
        "already_settled" => ("Det är redan avgjort", "Någon annan samordnare hann före. Läs in sidan på nytt."),
        "nothing_to_forward" => ("Det finns inget att vidarebefordra", "Inlägget har inga egna ord, bara citat."),
        "cap_reached" => (
            "Nätverket är fullt",
            "Det finns plats för så många aktiva medlemmar som redan är med. Låt någon vila, eller ställ organisationen i kö.",
        ),
        "no_more_seats" => (
            "Organisationen har så många uppdrag som den får",
            "Nätverket har sagt hur många det får vara av varje slag. Avsluta ett, eller ändra i inställningarna.",
        ),
        "nobody_to_write_to" => ("Ingen får brevet", "Ingen har ett uppdrag av det slaget just nu. Välj fler."),
        "letter_too_wide" => ("För många mottagare", "Tvåhundra får plats i ett utskick. Dela upp det."),
        "other_recipients" => {
            ("Mottagarna har ändrats", "Någon har kommit till eller slutat sedan du såg brevet. Se det igen först.")
        }
        "letter_gone" => {
            ("Brevet har gått iväg", "Det går att ta tillbaka i en minut. Skriv ett nytt om något blev fel.")
        }
        "already_renewed" => ("Förnyelsen är påbörjad", "Det finns redan en överenskommelse som följer på den här."),
        "period_without_end" => ("Perioden har inget slut", "Sätt en sista dag först, så går det att förnya."),
        "asked_recently" => ("Brev har gått ut nyligen", "Det får gå en vecka mellan breven om en överenskommelse."),
        "everybody_decided" => ("Alla har beslutat", "Det finns ingen kvar att be om beslut."),
        "no_official_to_write_to" => {
            ("Det finns ingen att skriva till", "Ingen av dem som inte har beslutat har en tjänsteperson med uppdrag.")
        }
        "period_over" => ("Perioden är slut", "Det går inte längre att be om beslut för den."),
        "not_adopted" => ("Inget beslut är antecknat", "Det finns inget att ta tillbaka."),
        "identity_protected" => ("Din identitet är skyddad", "Då visas ingen bild av dig. Ta bort skyddet först."),
        "still_takes_part" => (
            "Personen deltar fortfarande",
            "Personen har ett uppdrag, en roll eller en gästtid kvar. Samordnarna i nätverken avslutar dem. Den som är administratör tas bort som det här först.",
        ),
        "last_administrator" => (
            "Installationen behöver en administratör",
            "Den sista kan inte sluta. Gör någon annan till administratör först.",
        ),
        "oneself" => ("Det gäller dig själv", "Be en annan administratör göra det."),
        "too_many_searches" => ("För många sparade sökningar", "Ta bort en du inte behöver längre. Femtio får plats."),
        "not_open_for_answers" => ("Det går inte att svara nu", "Inbjudan är inte skickad, eller så är träffen över."),
        "too_many_guests" => {
            ("Alla gästplatser är tagna", "Organisationen har fyllt sina platser. Ta bort någon annan först.")
        }
        "nothing_to_confirm" => ("Inget att bekräfta", "Ingen ersättare väntar på bekräftelse."),
        "not_begun" => ("Träffen har inte börjat", "Närvaro antecknas när träffen pågår eller är över."),
        "no_days" => ("Dagarna är inte bestämda", "När de är det går träffen att lägga i kalendern."),
        "meeting_begun" => ("Träffen har börjat", "Frågor och teman lämnas innan träffen."),
        "queued_by_case" => (
            "Organisationen väntar på plats genom ett ärende",
            "Avgör ärendet, så får den som frågade besked och organisationen sina uppdrag.",
        ),
        "case_decided" => {
            ("Ärendet är redan avgjort", "Någon annan hann före. Läs om det för att se vad som beslutades.")
        }
        "case_withdrawn" => ("Ärendet är tillbakadraget", "De som frågade vill inte gå med längre."),
        "conditions_unsaid" => ("Något är inte besvarat", "Svara på alla förutsättningar innan ni bekräftar."),
        "not_an_observer" => ("Ni är inte observatörer", "Bara observatörer ber om fullt medlemskap."),
        "membership_not_asked" => ("Det finns ingen ansökan att dra tillbaka", "Läs om sidan för att se hur det står."),
        "membership_asked" => ("Ni har redan bett om medlemskap", "Samordnaren hör av sig."),
        "case_full" => ("Det får inte plats mer i ärendet", "Hör av er på annat sätt."),
        "organisation_unknown" => ("Organisationen är inte angiven", "Ange vilken organisation det gäller först."),
        "other_case" => (
            "Organisationen har ett annat ärende",
            "Ett annat ärende från samma organisation är redan avgjort eller står i kö. Avgör det ärendet, och svara nej i det här.",
        ),
        "takes_part_already" => (
            "Organisationen är redan med",
            "Den deltar redan i nätverket. Gäller det ett ärende, så svara nej i det. Hur organisationen deltar ändrar du under Medlemskap och turordning.",
        ),
        "too_many_questions" => ("Du har ställt många frågor", "Ta tillbaka någon av dem först."),
        "too_many_themes" => ("Det finns redan många förslag", "Rösta på något av dem i stället."),
        "too_many_wanted" => ("Ni har valt tre teman", "Ta bort ett annat först."),
        "notes_closed" => {
            ("Anteckningarna är publicerade", "Det som finns i arkivet ändras genom en ny version med ett skäl.")
        }
        "notes_full" => ("Anteckningarna är fulla", "Publicera det som finns, och skriv resten i ett dokument."),
        "notes_gap" => ("Något fattas före det du skrev", "Läs in sidan igen, så skickas allt på nytt."),
        "nothing_to_publish" => {
            ("Det finns inget att publicera än", "Anteckna något, eller skriv in ett beslut eller åtagande.")
        }
        "meeting_not_begun" => ("Träffen har inte börjat", "Det här görs när träffen pågår eller har varit."),
        "too_many_promises" => {
            ("Träffen har redan så många beslut och åtaganden som ryms", "Ändra något av dem som finns.")
        }
        "published" => ("Det är publicerat", "Det som finns i arkivet tas inte bort. Lägg en ny version med ett skäl."),
        "meeting_not_published" => (
            "Träffen är inte i arkivet",
            "Dokumentet kommer dit när träffen publiceras. Är den publicerad lägger de som planerar träffen det i arkivet.",
        ),
        "meeting_archived" => ("Träffen finns i arkivet", "Dess skede ändras inte mer."),
        "folder_inside_itself" => {
            ("Mappen kan inte ligga i sig själv", "Välj en annan mapp eller rummets översta nivå.")
        }
        "folder_name_taken" => ("Namnet finns redan", "Där finns redan en mapp med det namnet. Välj ett annat."),
        "folder_not_empty" => ("Mappen är inte tom", "Flytta eller ta bort det som ligger i mappen först."),
        "too_many_uploads" => {
            ("För många uppladdningar", "Låt det som är på väg bli klart, eller avbryt något, och försök igen.")
        }
        "import_not_in_review" => {
            ("Intaget väntar inte på dig", "Filerna tas redan in, eller så är intaget klart eller avbrutet.")
        }
        "too_many_imports" => {
            ("För många intag på en gång", "Gå igenom eller avbryt något av dem som väntar, och försök igen.")
        }
        "wrong_offset" => ("Delen passar inte", "Fråga hur långt filen har kommit och fortsätt därifrån."),
        "upload_unfinished" => ("Filen är inte hel", "Hela filen har inte kommit fram än. Fortsätt där den slutade."),
        "too_many_files" => {
            ("För många filer", "Mappen har fler än 5 000 dokument. Ladda ner undermapparna var för sig.")
        }
        "checked_out" => (
            "Dokumentet är utcheckat",
            "Någon annan arbetar i det. Be den som har det att lämna tillbaka det, eller lägg upp din fil som ett eget dokument.",
        ),
        "not_checked_out" => ("Dokumentet är inte utcheckat", "Ingen har det just nu."),
        "newest_version" => ("Det är den gällande versionen", "Välj en tidigare version att gå tillbaka till."),
        "not_a_text" => (
            "Filen kan inte ändras här",
            "Bara texter kan ändras här. Ladda ner filen, ändra den och lägg upp en ny version.",
        ),
        "no_text_to_compare" => ("Inget att jämföra", "En av versionerna har ingen text, eller är inte inläst än."),
        "too_long_to_compare" => {
            ("För långa för att jämföras", "Ladda ner båda versionerna och jämför dem på din dator.")
        }
        "under_review_already" => {
            ("Dokumentet granskas redan", "Vänta tills granskningen är klar, eller ta tillbaka den.")
        }
        "not_under_review" => ("Dokumentet granskas inte", "Granskningen är avslutad."),
        "another_version" => ("En annan version", "Det har kommit en ny version. Läs den först."),
        "too_many_folders" => ("För många mappar", "Rummet har så många mappar som ett rum kan ha."),
        "too_many_of_that_name" => ("För många med samma namn", "Välj ett annat namn."),
        "seat_not_open" => (
            "Uppdraget tar inte emot någon",
            "Uppdraget är avslutat, eller så deltar organisationen inte längre i nätverket.",
        ),
        "already_invited" => {
            ("Redan inbjuden", "Det finns redan en inbjudan till den adressen. Skicka den igen eller ta tillbaka den.")
        }
        "too_many_invitations" => ("För många inbjudningar", "Ta tillbaka någon av dem som väntar först."),
        "invitation_settled" => ("Inbjudan är avgjord", "Den är redan använd eller tillbakatagen."),
        "invitation_used" => (
            "Inbjudan är redan använd",
            "En inbjudan gäller en gång. Logga in som vanligt, eller be samordnaren om en ny.",
        ),
        "invitation_withdrawn" => (
            "Inbjudan gäller inte längre",
            "Den är tillbakatagen, eller så har en nyare skickats. Titta efter ett senare brev, eller hör av dig till samordnaren.",
        ),
        "invitation_expired" => ("Inbjudan har gått ut", "Be samordnaren att skicka den igen."),
        "invitation_over" => (
            "Uppdraget inbjudan gäller är slut",
            "Sista dagen har passerat. Bjud in på nytt med en annan sista dag, så tar den nya inbjudan den gamlas plats.",
        ),
        "invitation_void" => (
            "Inbjudan gäller inte längre",
            "Förutsättningarna har ändrats sedan den skickades. Hör av dig till samordnaren.",
        ),
        "sign_in_to_accept" => (
            "Logga in först",
            "Det går inte att skapa ett nytt konto med den här adressen. Logga in med den och öppna länken igen.",
        ),
        "other_account" => (
            "Inbjudan gäller en annan adress",
            "Du är inloggad med ett konto som inte har adressen inbjudan skickades till.",
        ),
        "held_already" => ("Du har redan uppdraget", "Det behövs inget mer. Inbjudan kan läggas undan."),
        "ended_already" => ("Redan avslutat", "Det har redan ett slut, lika tidigt eller tidigare."),
        "proposed_already" => {
            ("Någon är redan föreslagen", "Ta tillbaka det förslaget först, eller vänta tills samordnaren har svarat.")
        }
        "proposal_settled" => ("Förslaget är avgjort", "Det är redan bekräftat, avböjt eller tillbakataget."),
        "round_open" => ("En förfrågan är redan ute", "Stäng den innan du frågar på nytt."),
        "round_closed" => ("Förfrågan är stängd", "Svaren går att läsa men inte att ändra."),
        "too_many_to_ask" => (
            "För många uppdrag att fråga på en gång",
            "Högst 1 000 uppdrag kan få frågan på en gång. Fråga tjänstepersoner och förtroendevalda var för sig.",
        ),
        "nobody_to_ask" => ("Det finns ingen att fråga", "Nätverket har inga uppdrag av det slaget."),
        "nobody_to_remind" => (
            "Det finns ingen att påminna",
            "Ingen har organisationens uppdrag just nu. Bjud in någon till uppdraget först.",
        ),
        "conditions_confirmed" => {
            ("Inget behöver bekräftas än", "Det organisationen har sagt om sina förutsättningar gäller fortfarande.")
        }
        "stands_in_already" => {
            ("Någon ersätter redan då", "Avsluta den andra ersättningen först, eller välj andra dagar.")
        }
        "under_way" => ("Pågår redan", "Samma begäran utförs just nu. Vänta en stund."),
        "too_many" => ("För många försök", "Vänta en stund och försök igen."),
        "unavailable" => ("Tillfälligt upptaget", "Inget har ändrats. Försök igen om en liten stund."),
        "range_not_satisfiable" => ("Den delen finns inte", "Filen är kortare än så."),
        _ => ("Något gick fel hos oss", "Felet är noterat. Försök igen om en stund."),
    }
}
