//! The flat list: reading it is reading the API.

mod accounts;
mod agreements;
mod alike;
mod archive;
mod asks;
mod audit;
mod bundles;
mod calendars;
mod candidates;
mod case_links;
mod cases;
mod certificates;
mod conditions;
mod conversations;
mod decisions;
mod desk;
mod direct;
mod documents;
mod drafts;
mod exports;
mod files;
mod finds;
mod flags;
mod folders;
mod following;
mod governing;
mod health;
mod imports;
mod inbox;
mod installation;
mod invited;
mod joining;
mod linked;
mod mail;
mod mail_links;
mod mailings;
mod me;
mod meetings;
mod membership;
mod mentions;
mod messages;
mod methods;
mod moves;
mod networks;
mod organisations;
mod own_data;
mod people;
mod place;
mod portraits;
mod profiles;
mod proposals;
mod public_pages;
mod questions;
mod references;
mod revisits;
mod rooms;
mod running;
mod saved_searches;
mod search;
mod seats;
mod sessions;
mod start;
mod statistics;
mod summaries;
mod synonyms;
mod take_home;
mod threads;
mod uploads;
mod writings;

pub(crate) use files::attachment;

use actix_web::web::ServiceConfig;
use utoipa_actix_web::{scope, service_config};

use place::Place;

/// Where all but the websocket and what a mail program asks for stands.
const PREFIX: &str = "/api/v1";

/// Every route under `/api/v1`, but for the websocket; and where a mail program stops mails by itself.
pub fn configure(config: &mut ServiceConfig) {
    let address = actix_web::web::resource("/brev/{token}").guard(actix_web::guard::Post());
    let home = actix_web::web::resource("/hemgrupp/{token}").guard(actix_web::guard::Post());
    config
        .service(routes(actix_web::web::scope(PREFIX)).default_service(actix_web::web::to(methods::untaken)))
        .service(address.to(mail_links::one_click))
        .service(home.to(take_home::one_click));
}

/// The same routes, with what is told of them. Nothing that serves is made so: each description is kept beside its route
/// while the list grows, for megabytes.
pub fn describe(config: &mut service_config::ServiceConfig) {
    config.service(routes(scope::scope(PREFIX)));
}

fn routes<S: Place>(scope: S) -> S {
    scope
        // addresses are tried in this order: what is asked most comes first
        .service(messages::page)
        .service(messages::post)
        .service(conversations::of_network)
        .service(conversations::of_room)
        .service(conversations::show)
        .service(conversations::mark_read)
        .service(drafts::save)
        .service(search::search)
        .service(start::show)
        .service(networks::list)
        .service(rooms::list)
        .service(me::show)
        // who is asking
        .service(sessions::sign_in)
        .service(sessions::refresh)
        .service(sessions::sign_out)
        .service(sessions::list)
        .service(sessions::end)
        .service(sessions::end_everywhere)
        .service(sessions::token)
        .service(sessions::refresh_token)
        .service(accounts::ask_for_reset)
        .service(accounts::reset)
        .service(accounts::finish_reset)
        .service(accounts::own_addresses)
        .service(accounts::add_address)
        .service(accounts::make_primary)
        .service(accounts::remove_address)
        .service(accounts::claim)
        .service(accounts::confirm)
        .service(me::change)
        .service(own_data::take_along)
        .service(me::change_password)
        .service(mail::settings)
        .service(mail::set_settings)
        .service(mail::queue)
        .service(mail::shown)
        .service(mail::of_network)
        .service(mail::set_of_network)
        .service(mail_links::show)
        .service(mail_links::act)
        .service(installation::show)
        .service(desk::show)
        .service(mailings::list)
        .service(mailings::preview)
        .service(mailings::send)
        .service(mailings::take_back)
        .service(public_pages::list)
        .service(public_pages::show)
        .service(public_pages::settings)
        .service(public_pages::set)
        .service(linked::of_network)
        .service(linked::propose)
        .service(linked::accept)
        .service(linked::end)
        .service(linked::forward_message)
        .service(linked::forward_document)
        .service(linked::forwardings)
        .service(linked::place)
        .service(linked::decline)
        // networks and who is in them
        .service(governing::settings)
        .service(governing::set)
        .service(governing::appointments)
        .service(governing::appoint)
        .service(governing::dismiss)
        .service(agreements::of_network)
        .service(agreements::write)
        .service(agreements::show)
        .service(agreements::rewrite)
        .service(agreements::text_of)
        .service(agreements::renew)
        .service(agreements::ask_for_decisions)
        .service(agreements::adopt)
        .service(agreements::adoption_history)
        .service(agreements::withdraw)
        .service(agreements::roll)
        .service(agreements::roll_file)
        .service(certificates::show)
        .service(revisits::of_document)
        .service(revisits::set_of_document)
        .service(revisits::of_agreement)
        .service(revisits::set_of_agreement)
        .service(running::networks)
        .service(running::make_network)
        .service(running::set_closed)
        .service(running::list_accounts)
        .service(running::make_account)
        .service(running::set_suspended)
        .service(running::set_administrator)
        .service(running::erase)
        .service(audit::log)
        .service(audit::log_file)
        .service(audit::log_chain)
        .service(audit::of_network)
        .service(audit::of_network_file)
        .service(audit::of_network_chain)
        .service(statistics::of_installation)
        .service(statistics::of_network)
        .service(health::show)
        .service(networks::show)
        .service(networks::participations)
        .service(candidates::list)
        .service(candidates::invite)
        .service(membership::show)
        .service(membership::change)
        .service(networks::mark_read)
        .service(seats::make)
        .service(seats::show)
        .service(seats::change)
        .service(seats::end)
        .service(seats::end_holding)
        .service(seats::succession::of_network)
        .service(seats::succession::propose)
        .service(seats::succession::withdraw)
        .service(seats::succession::confirm)
        .service(seats::succession::decline)
        .service(seats::handover::show)
        .service(seats::handover::write_note)
        .service(seats::rounds::of_network)
        .service(seats::rounds::ask)
        .service(seats::rounds::show)
        .service(seats::rounds::answer)
        .service(seats::rounds::remind)
        .service(seats::rounds::close)
        .service(seats::standing_in::start)
        .service(seats::standing_in::confirm)
        .service(seats::standing_in::end)
        .service(seats::invitations::of_network)
        .service(seats::invitations::invite)
        .service(seats::invitations::again)
        .service(seats::invitations::withdraw)
        .service(seats::links::show)
        .service(seats::links::accept)
        .service(rooms::making::make)
        .service(rooms::making::readers)
        .service(rooms::making::details)
        .service(rooms::making::change)
        .service(rooms::making::archive)
        .service(rooms::guests::of_room)
        .service(rooms::guests::invite)
        .service(rooms::guests::withdraw)
        .service(rooms::guests::revoke)
        .service(rooms::guest_links::show)
        .service(rooms::guest_links::accept)
        .service(rooms::show)
        .service(rooms::audience)
        .service(rooms::history::readers)
        .service(rooms::mark_read)
        .service(mentions::reach)
        .service(mentions::suggest)
        .service(people::list)
        .service(profiles::own)
        .service(profiles::write)
        .service(profiles::protect_oneself)
        .service(profiles::protect)
        .service(profiles::show)
        .service(portraits::show)
        .service(portraits::write)
        .service(portraits::remove)
        .service(profiles::directory)
        .service(alike::list)
        .service(profiles::give_tag)
        .service(profiles::take_tag)
        .service(profiles::home_group_of)
        .service(profiles::add_to_home_group)
        .service(profiles::remove_from_home_group)
        .service(organisations::find)
        .service(organisations::make)
        .service(organisations::show)
        .service(organisations::change)
        .service(organisations::delete_one)
        // how an organisation asks to join
        .service(joining::open_network)
        .service(joining::express)
        .service(case_links::show)
        .service(case_links::confirm)
        .service(case_links::say)
        .service(case_links::attach)
        .service(case_links::withdraw)
        .service(cases::list)
        .service(cases::show)
        .service(cases::say)
        .service(cases::put_mail)
        .service(cases::check)
        .service(cases::name_organisation)
        .service(cases::decide)
        .service(cases::file)
        .service(conditions::of_network)
        .service(conditions::asked_of)
        .service(conditions::ask_of)
        .service(conditions::of_organisation)
        .service(conditions::say)
        .service(conditions::confirm)
        .service(conditions::remind_of)
        .service(conditions::ask)
        .service(conditions::take_back)
        .service(conditions::coverage_on)
        // what is said
        .service(conversations::start)
        .service(finds::of_conversation)
        .service(threads::change)
        .service(threads::mentioned)
        .service(threads::answered)
        .service(threads::publish)
        .service(moves::list)
        .service(documents::moving::outlook)
        .service(documents::moving::shift)
        .service(moves::outlook)
        .service(moves::shift)
        .service(moves::undo)
        .service(questions::accept)
        .service(questions::withdraw)
        .service(questions::waiting)
        .service(questions::tags_in_use)
        .service(questions::similar)
        .service(summaries::show)
        .service(summaries::write)
        .service(summaries::versions)
        .service(messages::show)
        .service(messages::edit)
        .service(messages::delete)
        .service(messages::restore)
        .service(messages::versions)
        .service(messages::history::history)
        .service(messages::reactions::react)
        .service(messages::reactions::unreact)
        .service(messages::seen::seen)
        .service(messages::seen::ask_seen)
        .service(messages::seen::stop_asking_seen)
        .service(messages::hiding::hide)
        .service(messages::hiding::unhide)
        .service(messages::hiding::hidden)
        .service(messages::flagging::raise)
        .service(messages::flagging::withdraw)
        .service(flags::list)
        .service(flags::leave)
        .service(flags::reopen)
        .service(writings::raise)
        .service(writings::withdraw)
        .service(writings::hide)
        .service(writings::unhide)
        .service(writings::hidden)
        .service(threads::lift)
        .service(direct::list)
        .service(direct::start)
        .service(following::of_conversation)
        .service(following::follow)
        .service(following::of_room)
        .service(following::follow_room)
        .service(inbox::show)
        .service(inbox::moved_away)
        .service(inbox::see_moved_away)
        .service(inbox::put_off)
        .service(inbox::take_up)
        .service(drafts::list)
        .service(drafts::discard)
        .service(references::look_up)
        // what is asked and decided
        .service(asks::start)
        .service(asks::of_network)
        .service(asks::show)
        .service(asks::answers::list)
        .service(asks::answers::write)
        .service(asks::answers::versions)
        .service(asks::answers::history)
        .service(asks::export::export)
        .service(asks::remind)
        .service(asks::close)
        .service(proposals::put_forward)
        .service(proposals::show)
        .service(proposals::voices)
        .service(proposals::cast)
        .service(proposals::close)
        .service(decisions::of_network)
        .service(decisions::show)
        // what is kept
        .service(folders::list)
        .service(folders::create)
        .service(folders::change_folder)
        .service(folders::remove_folder)
        .service(documents::listing::of_room)
        .service(documents::listing::of_network)
        .service(uploads::begin_upload)
        .service(uploads::upload_progress)
        .service(uploads::add_piece)
        .service(uploads::give_up_upload)
        .service(documents::upload)
        .service(documents::show)
        .service(documents::change)
        .service(documents::delete)
        .service(documents::restore)
        .service(documents::add_version)
        .service(documents::pages)
        .service(documents::seen::seen)
        .service(documents::seen::ask_seen)
        .service(documents::seen::stop_asking_seen)
        .service(documents::seen::opened)
        .service(files::download)
        .service(files::as_pages)
        .service(files::thumbnail)
        .service(files::picture)
        .service(documents::versions::list)
        .service(documents::versions::one)
        .service(documents::versions::compare)
        .service(documents::versions::take_up)
        .service(documents::versions::rewrite)
        .service(documents::versions::check_out)
        .service(documents::versions::give_back)
        .service(documents::spoken::say)
        .service(documents::spoken::used_in)
        .service(documents::reviews::ask_for_review)
        .service(documents::reviews::withdraw_review)
        .service(documents::reviews::give_verdict)
        .service(bundles::take_along)
        .service(imports::of_network)
        .service(imports::begin)
        .service(imports::show)
        .service(imports::files)
        .service(imports::occasions)
        .service(imports::put_right)
        .service(imports::confirm)
        .service(imports::give_up)
        .service(exports::extent)
        .service(exports::take_out)
        .service(meetings::of_network)
        .service(meetings::show)
        .service(meetings::planning::plan)
        .service(meetings::planning::change)
        .service(meetings::planning::set_state)
        .service(meetings::planning::write_programme)
        .service(meetings::attending::answers)
        .service(meetings::attending::say)
        .service(meetings::attending::confirm)
        .service(meetings::attending::bring)
        .service(meetings::attending::leave_home)
        .service(meetings::attending::note_attendance)
        .service(meetings::attending::of_network)
        .service(meetings::beforehand::questions)
        .service(meetings::beforehand::ask)
        .service(meetings::beforehand::forward)
        .service(meetings::beforehand::take_back)
        .service(meetings::planning::cancel)
        .service(meetings::planning::hold_after_all)
        .service(meetings::hosting::order)
        .service(meetings::hosting::write_order)
        .service(meetings::hosting::handed_over)
        .service(meetings::hosting::hand_over)
        .service(meetings::beforehand::themes)
        .service(meetings::beforehand::propose)
        .service(meetings::beforehand::drop_theme)
        .service(meetings::beforehand::want)
        .service(meetings::beforehand::want_not)
        .service(meetings::beforehand::remind)
        .service(meetings::notes::show)
        .service(meetings::notes::pieces)
        .service(meetings::dossier::show)
        .service(meetings::dossier::record)
        .service(meetings::dossier::change)
        .service(meetings::dossier::say_status)
        .service(meetings::dossier::evaluate)
        .service(meetings::dossier::publish)
        .service(calendars::of_meeting)
        .service(calendars::show)
        .service(calendars::begin)
        .service(calendars::end)
        .service(calendars::feed)
        .service(archive::show)
        .service(archive::of_period)
        .service(saved_searches::list)
        .service(saved_searches::keep)
        .service(saved_searches::change)
        .service(saved_searches::forget)
        .service(saved_searches::see)
        .service(synonyms::of_network)
        .service(synonyms::write)
        .service(take_home::of_meeting)
        .service(take_home::from_meeting)
        .service(take_home::of_conversation)
        .service(take_home::from_conversation)
        .service(take_home::show)
        .service(take_home::write)
        .service(take_home::file)
        .service(take_home::tell)
        .service(take_home::link)
        .service(take_home::leave)
}
