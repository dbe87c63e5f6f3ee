//! One node, made of its parts.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, Condition, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use anyhow::{Context, bail};
use api::Api;
use auth::{Auth, ErrorRenderer, HashCost, Keys, LimitConfig};
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::store::{Store, StoreOptions};
use extract::{Converter, Extractor};
use realtime::{Realtime, RealtimeConfig};
use search::Engine;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::{Config, Part};
use crate::stopping::AskedToStop;
use crate::{demo, demo_guard, housekeeping, import, internal, office, openapi, search_engine, web_client};

/// The hidden subcommand that reads one file and ends.
pub const EXTRACT_CHILD: &str = "extract-child";
/// The hidden subcommand that becomes an office program, held.
pub const OFFICE_CHILD: &str = "office-child";

/// For how long a stop waits for requests under way.
const DRAIN: Duration = Duration::from_secs(10);

/// A node that runs.
pub struct Running {
    /// The address it listens on.
    pub address: SocketAddr,
    /// Its database: for tests and the command line.
    pub store: Store,
    /// Its search engine.
    pub search: Engine,
    /// Its files.
    pub blobs: Blobs,
    servers: Vec<ServerHandle>,
    realtime: Realtime,
    shutdown: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Opens the database of a configuration.
///
/// # Errors
/// When the data folder can't be made or the database can't be reached.
pub async fn open_store(config: &Config, clock: Clock) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&config.data).with_context(|| format!("making {}", config.data.display()))?;
    let options = StoreOptions { connections: config.connections, ..StoreOptions::new(&config.database_url) };
    Ok(Store::open(options, clock).await?)
}

/// Opens it for somebody who puts something of their own into it: what a demo that was broken off left of its mark goes, so
/// that no later demo throws the folder away. A demo that has been made stays one.
///
/// # Errors
/// As [`open_store`]; where a demo is being made in the folder right now.
pub async fn open_own_store(config: &Config, clock: Clock) -> anyhow::Result<Store> {
    let store = open_store(config, clock).await?;
    if !domain::installation::facts(store.reader()).await?.demo {
        demo::folder::keep(&config.data)?;
    }
    Ok(store)
}

/// Takes the address of a node. Whoever calls before it has started is answered when it has.
///
/// # Errors
/// When the address is taken, or is none for a demo.
pub fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    demo_guard::may_start(config)?;
    TcpListener::bind(config.address).with_context(|| format!("listening on {}", config.address))
}

/// Starts a node.
///
/// # Errors
/// When the database can't be reached, the address is taken, or the configuration contradicts itself.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Running> {
    start_on(listen(&config)?, config, clock).await
}

/// Starts a node on an address that is taken already.
///
/// # Errors
/// When the database can't be reached or the configuration contradicts itself.
pub async fn start_on(listener: TcpListener, config: Config, clock: Clock) -> anyhow::Result<Running> {
    // a second provider in the tree would make the implicit default panic; installing twice is no fault
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let metrics = internal::recorder();
    let address = listener.local_addr()?;
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let store = open_own_store(&config, clock).await?;
    if domain::installation::facts(store.reader()).await?.demo && !config.demo {
        bail!("{} holds demo data: start it with `samrum demo`", config.data.display());
    }
    let blobs = Blobs::in_folder(config.blobs()).await?;
    let search = search_engine::open(&config).await?;
    let auth =
        Auth::new(store.clone(), Keys::open(&config.data, store.clock().now())?, auth_config(&config, &public_url)?)?;
    let realtime = Realtime::start(store.clone(), RealtimeConfig::default()).await?;
    let (shutdown, stopping) = watch::channel(false);

    let mut tasks = vec![tokio::spawn(housekeeping::run(store.clone(), blobs.clone(), stopping.clone()))];
    if let Some(metrics) = metrics.clone() {
        tasks.push(tokio::spawn(housekeeping::fold_metrics(metrics, stopping.clone())));
    }
    if config.parts.contains(&Part::Indexer) {
        let imports = import::job::Parts { store: store.clone(), blobs: blobs.clone(), media_type: crate::media_type };
        tasks.push(tokio::spawn(import::job::run(imports, stopping.clone())));
        let parts = search_indexer::Parts {
            store: store.clone(),
            engine: search.clone(),
            blobs: blobs.clone(),
            extractor: Extractor::new(reader(&config)?, [EXTRACT_CHILD]),
            converter: converter(&config)?,
        };
        tasks.push(tokio::spawn(search_indexer::run(parts, stopping.clone())));
    }
    if config.parts.contains(&Part::Notifier) {
        let mail = crate::mail::config(&config, &public_url);
        tasks.push(tokio::spawn(notifier::run(store.clone(), mail, stopping.clone())));
    }

    let api = Data::new(Api {
        store: store.clone(),
        blobs: blobs.clone(),
        search: search.clone(),
        media_type: crate::media_type,
        draw_portrait: portraits(&config)?,
        max_upload: config.max_upload,
        pages: public_url.trim_end_matches('/').to_owned(),
        version: crate::VERSION,
        demo: config.demo.then(|| api::Demo {
            people: demo::seed::people(),
            password: demo::PASSWORD.into(),
            mails: config.mail(),
        }),
        around: around(&config, &realtime),
    });
    let mut servers = vec![serve(&config, listener, api, auth, &realtime)?];
    if let Some(internal_address) = config.internal_address {
        servers.push(internal::serve(internal_address, store.clone(), metrics)?);
    }
    Ok(Running { address, store, search, blobs, servers, realtime, shutdown, tasks })
}

/// What the page about how all parts are tells of this process.
fn around(config: &Config, realtime: &Realtime) -> api::Around {
    let (realtime, live) = (realtime.clone(), config.parts.contains(&Part::Realtime));
    let folder = config.data.clone();
    let free = move || {
        let found = rustix::fs::statvfs(&folder).ok()?;
        found.f_bavail.checked_mul(found.f_frsize)
    };
    let reads = config.parts.contains(&Part::Indexer);
    api::Around {
        sockets: Box::new(move || live.then(|| realtime.sockets())),
        free: Box::new(free),
        makes_pages: reads.then(|| config.soffice.is_some() && extract::can_hold()),
    }
}

fn auth_config(config: &Config, public_url: &str) -> anyhow::Result<auth::Config> {
    let mut settled = auth::Config::new(public_url)?;
    settled.trusted_proxies = config.trusted_proxies.iter().map(|n| n.parse()).collect::<Result<_, _>>()?;
    if config.hurried {
        settled.hashing = HashCost::cheapest();
        settled.limits = LimitConfig::generous();
        settled.hurried_forms = true;
    }
    Ok(settled)
}

/// The program that becomes the children which read files: this one.
fn reader(config: &Config) -> anyhow::Result<PathBuf> {
    match &config.extractor {
        Some(program) => Ok(program.clone()),
        None => std::env::current_exe().context("finding this program"),
    }
}

/// What makes people's pictures of their photos.
fn portraits(config: &Config) -> anyhow::Result<api::DrawPortrait> {
    let extractor = Extractor::new(reader(config)?, [EXTRACT_CHILD]);
    Ok(Box::new(move |photo| {
        let extractor = extractor.clone();
        Box::pin(async move {
            extractor.portrait(photo).await.map(|drawn| drawn.png).map_err(|why| match why {
                why if why.is_transient() => domain::Error::Unavailable(format!("a portrait can't be drawn: {why}")),
                _ => domain::Error::invalid("/file", "not_a_picture"),
            })
        })
    }))
}

/// What makes Office files into pages, where there is such a program and it can be held.
fn converter(config: &Config) -> anyhow::Result<Option<Converter>> {
    tracing::info!("{}", office::told(config.soffice.as_deref()));
    let Some(program) = config.soffice.as_ref().filter(|_| extract::can_hold()) else { return Ok(None) };
    let folder = std::path::absolute(config.paging())?;
    let made = Converter::new(reader(config)?, [OFFICE_CHILD], program, folder);
    made.tidy().with_context(|| format!("making {}", config.paging().display()))?;
    Ok(Some(match config.paging_limit {
        Some(limit) => made.with_wall_limit(limit),
        None => made,
    }))
}

fn serve(
    config: &Config,
    listener: TcpListener,
    api: Data<Api>,
    auth: Auth,
    realtime: &Realtime,
) -> anyhow::Result<ServerHandle> {
    let (auth, realtime) = (Data::new(auth), Data::new(realtime.clone()));
    let (answers, live) = (config.parts.contains(&Part::Api), config.parts.contains(&Part::Realtime));
    let demo = config.demo;
    let contact = Data::new(web_client::SecurityContact(config.security_contact.clone()));
    let described = Arc::new(openapi::Described::default());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(api.clone())
            .app_data(auth.clone())
            .app_data(realtime.clone())
            .app_data(contact.clone())
            .app_data(ErrorRenderer(api::render_error))
            .app_data(
                web::PathConfig::default().error_handler(|_, _| api::Failure::from(domain::Error::NotFound).into()),
            )
            .app_data(Data::from(Arc::clone(&described)))
            .configure(move |service| {
                if live {
                    service.configure(realtime::configure);
                }
                if answers {
                    service.configure(api::configure).configure(openapi::configure);
                }
            })
            .configure(internal::configure_health)
            .configure(move |service| {
                if answers {
                    web_client::configure(service);
                }
            })
            .wrap(from_fn(api::asker))
            .wrap(from_fn(auth::same_origin))
            .wrap(from_fn(api::problems))
            .wrap(Compress::default())
            .wrap(from_fn(internal::request_log))
            .wrap(from_fn(api::security_headers))
            .wrap(Condition::new(demo, from_fn(demo_guard::loopback_only)))
            .wrap(from_fn(api::head))
    })
    .on_connect(|connection, _| lost_after_a_while(connection))
    .listen(listener)?
    .workers(config.workers)
    .shutdown_timeout(DRAIN.as_secs())
    .client_request_timeout(Duration::from_secs(20))
    .keep_alive(Duration::from_secs(75))
    .disable_signals()
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

/// A peer that has gone without a word holds its connection no longer than this (`TCP_USER_TIMEOUT`, RFC 5482).
fn lost_after_a_while(connection: &dyn std::any::Any) {
    const MILLISECONDS: u32 = 30_000;
    if let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>()
        && let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, MILLISECONDS)
    {
        tracing::debug!(%error, "TCP_USER_TIMEOUT");
    }
}

impl Running {
    /// The address people reach it at, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes no new work, closes sockets, lets what is under way end.
    pub async fn stop(self) {
        self.realtime.shutdown().await;
        for server in &self.servers {
            server.stop(true).await;
        }
        self.shutdown.send_replace(true);
        for task in self.tasks {
            if tokio::time::timeout(DRAIN, task).await.is_err() {
                tracing::warn!("a part did not stop in time");
            }
        }
        self.store.close().await;
    }

    /// Runs until the process is asked to stop, then stops.
    pub(crate) async fn until(self, mut asked: AskedToStop) {
        asked.heard().await;
        tracing::info!("stopping");
        self.stop().await;
    }
}
