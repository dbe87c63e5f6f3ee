//! The things the matrix is tried on: in every kind of room a conversation, a message, a document read to its end.

use std::collections::HashMap;
use std::sync::RwLock;

use chrono::Days;
use domain::actor::Actor;
use domain::people::person;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calls::decided;
use super::calls::reached::Reached;
use super::table::KINDS;
use crate::harness::{Client, PASSWORD, Role, Sql, World, eventually, fixture, illustrated_docx};

/// What is in one room.
pub(super) struct Place {
    pub(super) room: String,
    pub(super) conversation: String,
    pub(super) message: String,
    pub(super) document: String,
    /// Another, which its owner has deleted.
    pub(super) deleted: String,
    /// One with a picture in it.
    pub(super) illustrated: String,
    /// One that its owner has checked out, and asked the coordinator to review where that can be.
    pub(super) reviewed: String,
    /// A folder with nothing in it.
    pub(super) folder: String,
    /// An ask with the member's answer; nothing's id where none can be.
    pub(super) ask: String,
    /// A proposal that people vote on; nothing's id where none can be.
    pub(super) proposal: String,
    /// A decision that came from it.
    pub(super) decision: String,
    /// A conversation that was moved here, and its move.
    pub(super) moved: (String, String),
    /// Who wrote and uploaded it all.
    pub(super) owner: Role,
}

/// A world with something in every room.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) sql: Sql,
    clients: RwLock<HashMap<Role, Client>>,
    places: HashMap<&'static str, Place>,
    /// A flag that waits.
    pub(super) flag: String,
    /// A file of the coordinator's that is on its way.
    pub(super) upload: String,
    /// The member's organisation, its holding of its seat, and an invitation to it that waits.
    pub(super) organisation: String,
    pub(super) holding: String,
    pub(super) invitation: String,
    /// The member's proposal of a successor, a deputy who stands in some day, and a round that asks all seats.
    pub(super) proposal: String,
    pub(super) substitution: String,
    pub(super) round: String,
    /// An import of the coordinator's that waits to be looked through.
    pub(super) import: String,
    /// A case that waits.
    pub(super) case: String,
    /// A condition of the member's organisation, of which all have been said.
    pub(super) condition: String,
    /// A room for the members that a coordinator made.
    pub(super) room: String,
    /// A guest invited to it, and a guest's pass to it.
    pub(super) guest_invitation: String,
    pub(super) guest_pass: String,
    /// A tag the coordinator has given somebody, and an organisation made by hand.
    pub(super) tag: String,
    pub(super) made: String,
    /// Links with other networks and what came by one.
    reached: Option<Reached>,
}

impl Stage {
    /// Sets the stage.
    pub(super) async fn set(world: World, observers_write: bool) -> Self {
        let network = world.network;
        world
            .node
            .store()
            .write(&Actor::System, move |tx| async move {
                domain::networks::network::set_observer_rights(&tx, network, observers_write, false).await
            })
            .await
            .expect("set");
        let observer = world.people[&Role::Observer].to_string();
        let direct = world.client(Role::Member).post("/direct", &json!({ "people": [observer] })).await.expect(201);
        let mut places = HashMap::new();
        for kind in KINDS {
            let owner = if kind == "direct" { Role::Member } else { Role::Coordinator };
            let client = world.client(owner);
            let (room, conversation) = if kind == "direct" {
                (text(&direct, "room_id"), text(&direct, "id"))
            } else {
                let room = world.room(kind);
                let started = client.ask(&room, "En tråd", "Det första inlägget").await;
                (room, text(&started, "id"))
            };
            let message = text(&client.say(&conversation, "Någons ord").await, "id");
            let uploaded = client
                .upload(&format!("/rooms/{room}/documents"), "blad.pdf", fixture("single.pdf"), &[])
                .await
                .expect(201);
            let document = text(&uploaded, "id");
            let gone = client.upload(&format!("/rooms/{room}/documents"), "borta.txt", b"Borta".to_vec(), &[]).await;
            let deleted = text(&gone.expect(201), "id");
            client.delete(&format!("/documents/{deleted}"), Some(1)).await.expect(204);
            let pictured = illustrated_docx();
            let pictured = client.upload(&format!("/rooms/{room}/documents"), "bild.docx", pictured, &[]).await;
            let illustrated = text(&pictured.expect(201), "id");
            let held = client.upload(&format!("/rooms/{room}/documents"), "delad.txt", b"Delad".to_vec(), &[]).await;
            let reviewed = text(&held.expect(201), "id");
            let path = format!("/documents/{reviewed}");
            if kind != "direct" {
                let reviewer = world.people[&Role::Coordinator].to_string();
                let asked = json!({ "reviewers": [reviewer], "due_on": "2100-01-01" });
                client.post(&format!("{path}/review"), &asked).await.expect(201);
            }
            client.put(&format!("{path}/check-out"), &json!({ "reason": "Skriver" })).await.expect(200);
            let folder = client.post(&format!("/rooms/{room}/folders"), &json!({ "name": "Mapp" })).await.expect(201);
            let folder = text(&folder, "id");
            let none = || Uuid::now_v7().to_string();
            let (ask, proposal, decision) = (none(), none(), none());
            let moved = if kind == "direct" {
                (conversation.clone(), Uuid::now_v7().to_string())
            } else {
                let from = world.room(if kind == "members" { "whole_network" } else { "members" });
                moved(client, &from, &room).await
            };
            let place = Place {
                room,
                conversation,
                message,
                document,
                deleted,
                illustrated,
                reviewed,
                folder,
                ask,
                proposal,
                decision,
                moved,
                owner,
            };
            places.insert(kind, place);
        }
        let clients = Role::ALL.into_iter().map(|role| (role, world.client(role).clone())).collect();
        let sql = Sql::of(world.node.config()).await;
        let seat = format!("/seats/{}", world.seats[&Role::Member]);
        let seen = world.client(Role::Member).get(&seat).await.expect(200);
        let somebody = json!({ "name": "Nils Ny", "email": "nils@exempel.se", "role": "holder" });
        let invited = world.client(Role::Coordinator).post(&format!("{seat}/invitations"), &somebody).await.expect(201);
        let successor = json!({ "name": "Siv Ny", "email": "siv@exempel.se" });
        let proposed = world.client(Role::Member).post(&format!("{seat}/proposals"), &successor).await.expect(201);
        let day = world.node.clock.today() + Days::new(900);
        let deputy = json!({ "person_id": world.people[&Role::Deputy], "from": day, "to": day });
        let standing_in = world.client(Role::Member).post(&format!("{seat}/substitutions"), &deputy).await.expect(201);
        let all = json!({ "kind": null, "due_on": day });
        let rounds = format!("/networks/{network}/seat-rounds");
        let round = world.client(Role::Coordinator).post(&rounds, &all).await.expect(201);
        let case = crate::joining::case_for(&world).await;
        let own = text(&seen["organisation"], "id");
        let condition = crate::conditions::all_said(&world, Role::Member, &own).await;
        let rooms = format!("/networks/{network}/rooms");
        let room = world.client(Role::Coordinator).post(&rooms, &super::calls::rooms::new_room()).await.expect(201);
        let room = text(&room["room"], "id");
        let mut stage = Self {
            world,
            sql,
            clients: RwLock::new(clients),
            places,
            flag: String::new(),
            upload: String::new(),
            organisation: text(&seen["organisation"], "id"),
            holding: text(&seen["holdings"][0], "id"),
            invitation: text(&invited, "id"),
            proposal: text(&proposed["proposals"][0], "id"),
            substitution: text(&standing_in["substitutions"][1], "id"),
            round: text(&round["round"], "id"),
            import: String::new(),
            case,
            condition,
            room,
            guest_invitation: String::new(),
            guest_pass: String::new(),
            tag: String::new(),
            made: String::new(),
            reached: None,
        };
        for kind in KINDS {
            let place = &stage.places[kind];
            let ask =
                if decided::ASKABLE.contains(&kind) { Some(decided::answered(&stage, place).await) } else { None };
            let proposal = if kind == "direct" { None } else { Some(decided::proposed(&stage, place).await) };
            let decision = match &proposal {
                Some(proposal) => Some(decided::decided(&stage, proposal).await),
                None => None,
            };
            if let Some(place) = stage.places.get_mut(kind) {
                place.ask = ask.unwrap_or_else(|| place.ask.clone());
                place.proposal = proposal.unwrap_or_else(|| place.proposal.clone());
                place.decision = decision.unwrap_or_else(|| place.decision.clone());
            }
        }
        stage.guest_invitation = super::calls::rooms::invited(&stage.client(Role::Coordinator), &stage).await;
        stage.guest_pass = super::calls::rooms::pass(&stage).await;
        stage.tag = super::calls::peopled::given(&stage.client(Role::Coordinator), &stage).await;
        stage.made = super::calls::peopled::made(&stage.client(Role::Administrator)).await;
        stage.reached = Some(super::calls::reached::laid(&stage).await);
        stage.flag = stage.fresh_flag().await;
        stage.upload = stage.fresh_upload().await;
        let coordinator = stage.client(Role::Coordinator);
        let files: [(&str, &[u8]); 1] = [("2015-10 Gävle/Program.txt", b"Program")];
        stage.import = crate::imports::brought(&coordinator, &stage.world, &files).await;
        crate::imports::until(&coordinator, &stage.import, "review").await;
        for place in stage.places.values() {
            let client = stage.client(place.owner);
            eventually("the document to be read", || async {
                let found = client.get(&format!("/documents/{}", place.document)).await.expect(200);
                (found["reading"] == "read" && found["thumbnail"] == true).then_some(())
            })
            .await;
            eventually("the picture to be drawn", || async {
                let answer = client.get(&format!("/documents/{}/pictures/1", place.illustrated)).await;
                (answer.status == 200).then_some(())
            })
            .await;
            eventually("it to be made into pages", || async {
                let answer = client.get(&format!("/documents/{}/rendition", place.illustrated)).await;
                (answer.status == 200).then_some(())
            })
            .await;
        }
        stage
    }

    pub(super) fn reached(&self) -> &Reached {
        self.reached.as_ref().expect("links")
    }

    pub(super) fn place(&self, kind: &str) -> &Place {
        &self.places[kind]
    }

    /// The client of somebody, on a device that is signed in.
    pub(super) fn client(&self, role: Role) -> Client {
        self.clients.read().expect("clients")[&role].clone()
    }

    /// Signs somebody in on a new device, which is theirs from now on.
    pub(super) async fn sign_in_again(&self, role: Role) {
        let client = self.world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
        self.clients.write().expect("clients").insert(role, client);
    }

    /// A message of the owner's that nothing has happened to.
    pub(super) async fn fresh_message(&self, place: &Place) -> Value {
        self.client(place.owner).say(&place.conversation, "Nya ord").await
    }

    /// A flag that nobody has dealt with.
    pub(super) async fn fresh_flag(&self) -> String {
        let message = text(&self.fresh_message(self.place("whole_network")).await, "id");
        let (member, coordinator) = (self.client(Role::Member), self.client(Role::Coordinator));
        member.put(&format!("/messages/{message}/flag"), &json!({ "reason": "Titta" })).await.expect(204);
        let flags = coordinator.get("/flags?limit=100").await.expect(200);
        let found = flags["items"].as_array().expect("flags").iter().find(|f| f["message"]["id"] == message.as_str());
        text(found.expect("the flag"), "id")
    }

    /// A file of the coordinator's of which nothing has come.
    pub(super) async fn fresh_upload(&self) -> String {
        let path = format!("/rooms/{}/uploads", self.place("members").room);
        let begun = self.client(Role::Coordinator).post(&path, &json!({ "name": "x.bin", "size": 1_000 })).await;
        text(&begun.expect(201), "id")
    }

    /// A document of the owner's that nothing has happened to.
    pub(super) async fn fresh_document(&self, place: &Place) -> Value {
        let path = format!("/rooms/{}/documents", place.room);
        let name = format!("{}.txt", Uuid::new_v4());
        self.client(place.owner).upload(&path, &name, b"Ett blad till".to_vec(), &[]).await.expect(201)
    }

    /// A document that its owner has deleted, for somebody to bring back.
    pub(super) async fn deleted_document(&self, place: &Place) -> String {
        let made = self.fresh_document(place).await;
        let (id, revision) = (text(&made, "id"), made["revision"].as_i64());
        self.client(place.owner).delete(&format!("/documents/{id}"), revision).await.expect(204);
        id
    }

    /// Somebody who has been signed out.
    pub(super) async fn signed_out(&self, role: Role) -> Client {
        let client = self.world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
        client.delete("/session", None).await.expect(204);
        client
    }

    /// Somebody who was signed in when they were suspended.
    pub(super) async fn suspended(&self, role: Role) -> Client {
        let client = self.world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
        let id = self.world.people[&role];
        self.world
            .node
            .store()
            .write(&Actor::System, move |tx| async move { person::suspend(&tx, id).await })
            .await
            .expect("suspended");
        client
    }
}

/// A conversation that is moved from one room to another, and its move.
async fn moved(client: &Client, from: &str, to: &str) -> (String, String) {
    let id = text(&client.ask(from, "Flyttad", "Från ett annat rum").await, "id");
    let request = client.request(reqwest::Method::POST, &format!("/conversations/{id}/moves"));
    let body = json!({ "room_id": to, "more_readers": 1_000 });
    client.send(request.header("If-Match", "\"1\"").json(&body)).await.expect(200);
    let moves = client.get(&format!("/conversations/{id}/moves")).await.expect(200);
    let done = text(&moves["items"][0], "id");
    (id, done)
}

/// A text field of an answer.
pub(super) fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}
