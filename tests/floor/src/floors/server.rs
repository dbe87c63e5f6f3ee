//! The floors over HTTP, under the product's addresses.

use std::path::PathBuf;
use std::rc::Rc;

use actix_web::error::{ErrorInternalServerError, ErrorUnauthorized};
use actix_web::web::{self, Data, Json, Path, Query};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use anyhow::Result;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use serde::Deserialize;
use uuid::Uuid;

use super::broadcast::Listeners;
use super::group_commit::{Posted, Writer};
use super::plain_search::PlainSearch;
use super::rows::Rows;

/// As many connections as the product's commands hold at once.
const CONNECTIONS: u32 = 16;

/// Where posts go.
#[derive(Clone)]
enum Posts {
    Sqlite(Writer),
    Postgres(DatabaseConnection),
}

#[derive(Clone)]
struct Shared {
    posts: Posts,
    listeners: Listeners,
}

/// Serves until it is killed. Prints two addresses: of HTTP, of the sockets.
///
/// # Errors
/// When the database, the index or a port can't be had.
pub async fn serve(database: PathBuf, index: PathBuf, postgres: Option<String>) -> Result<()> {
    let posts = match postgres {
        Some(url) => {
            let mut options = ConnectOptions::new(url);
            options.max_connections(CONNECTIONS).min_connections(CONNECTIONS).sqlx_logging(false);
            Posts::Postgres(Database::connect(options.test_before_acquire(false).to_owned()).await?)
        }
        None => Posts::Sqlite(Writer::start(&database)?),
    };
    let listeners = Listeners::default();
    let sockets = listeners.listen().await?;
    let shared = Shared { posts, listeners };
    let search = Data::new(index.exists().then(|| PlainSearch::open(&index)).transpose()?);
    let server = HttpServer::new(move || {
        App::new()
            // one connection for each thread of the server, as many as there are readers at once
            .app_data(Data::new(Rows::open(&database).map(Rc::new).map_err(|error| error.to_string())))
            .app_data(Data::new(shared.clone()))
            .app_data(search.clone())
            .route("/healthz", web::get().to(HttpResponse::Ok))
            .service(
                web::scope("/api/v1")
                    .route("/conversations/{id}/messages", web::get().to(thread))
                    .route("/conversations/{id}/messages", web::post().to(post))
                    .route("/networks/{id}/conversations", web::get().to(list))
                    .route("/search", web::get().to(find)),
            )
    })
    .bind("127.0.0.1:0")?;
    for address in server.addrs() {
        println!("floor listens on http://{address} {sockets}");
    }
    server.workers(std::thread::available_parallelism().map_or(2, std::num::NonZero::get)).run().await?;
    Ok(())
}

type Reading = Data<Result<Rc<Rows>, String>>;

fn failed(error: impl std::fmt::Display) -> actix_web::Error {
    ErrorInternalServerError(error.to_string())
}

fn session(request: &HttpRequest) -> Result<Uuid, actix_web::Error> {
    let token = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    let id = token.and_then(|token| token.strip_prefix("Bearer ")).and_then(|id| Uuid::parse_str(id).ok());
    id.ok_or_else(|| ErrorUnauthorized("who?"))
}

fn asker<'a>(request: &HttpRequest, rows: &'a Reading) -> Result<(&'a Rows, Uuid), actix_web::Error> {
    let rows = rows.as_ref().as_ref().map_err(failed)?;
    let person = rows.person(session(request)?).map_err(failed)?;
    Ok((rows, person.ok_or_else(|| ErrorUnauthorized("who?"))?))
}

async fn thread(request: HttpRequest, rows: Reading, id: Path<Uuid>) -> Result<HttpResponse, actix_web::Error> {
    let (rows, _) = asker(&request, &rows)?;
    Ok(HttpResponse::Ok().json(rows.thread(*id).map_err(failed)?))
}

async fn list(request: HttpRequest, rows: Reading, id: Path<Uuid>) -> Result<HttpResponse, actix_web::Error> {
    let (rows, person) = asker(&request, &rows)?;
    Ok(HttpResponse::Ok().json(rows.list(*id, person).map_err(failed)?))
}

#[derive(Deserialize)]
struct Asked {
    q: String,
}

async fn find(
    request: HttpRequest,
    rows: Reading,
    search: Data<Option<PlainSearch>>,
    asked: Query<Asked>,
) -> Result<HttpResponse, actix_web::Error> {
    asker(&request, &rows)?;
    let search = search.as_ref().as_ref().ok_or_else(|| failed("no index"))?;
    Ok(HttpResponse::Ok().json(search.search(&asked.q).map_err(failed)?))
}

#[derive(Deserialize)]
struct Written {
    client_id: Uuid,
    text: String,
}

async fn post(
    request: HttpRequest,
    rows: Reading,
    shared: Data<Shared>,
    id: Path<Uuid>,
    written: Json<Written>,
) -> Result<HttpResponse, actix_web::Error> {
    let Written { client_id, text } = written.into_inner();
    let answer = serde_json::json!({
        "kind": "message_posted", "id": client_id, "conversation_id": *id, "text": &text, "revision": 1,
    });
    match &shared.posts {
        Posts::Sqlite(writer) => {
            let (_, person) = asker(&request, &rows)?;
            let posted = Posted { id: client_id, conversation: *id, person, text };
            writer.post(posted).await.map_err(failed)?;
        }
        Posts::Postgres(connection) => {
            insert(connection, session(&request)?, client_id, *id, text).await?;
        }
    }
    let answer = answer.to_string();
    shared.listeners.tell(&answer);
    Ok(HttpResponse::Created().content_type("application/json").body(answer))
}

async fn insert(
    connection: &DatabaseConnection,
    session: Uuid,
    id: Uuid,
    conversation: Uuid,
    text: String,
) -> Result<(), actix_web::Error> {
    let of = |sql: &str, values: Vec<sea_orm::Value>| Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let known = of("SELECT person FROM session WHERE id = $1", vec![session.into()]);
    let row = connection.query_one_raw(known).await.map_err(failed)?.ok_or_else(|| ErrorUnauthorized("who?"))?;
    let person: Uuid = row.try_get("", "person").map_err(failed)?;
    let values = vec![id.into(), conversation.into(), person.into(), text.into()];
    let sql = "INSERT INTO posted (id, conversation, person, text) VALUES ($1, $2, $3, $4)";
    connection.execute_raw(of(sql, values)).await.map_err(failed)?;
    Ok(())
}
