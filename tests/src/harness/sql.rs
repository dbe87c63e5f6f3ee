//! The node's database looked at from outside, past every finder: for checking what is stored, and for breaking it.

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement,
    TransactionTrait as _, Value,
};

use samrum::config::Config;

/// A connection of one's own. Placeholders are `$1`, `$2` … on both engines.
#[derive(Clone)]
pub struct Sql(DatabaseConnection);

impl Sql {
    /// Connects to the database of a configuration.
    pub async fn of(config: &Config) -> Self {
        let mut options = ConnectOptions::new(&config.database_url);
        options.max_connections(20).sqlx_logging(false);
        if config.database_url.starts_with("sqlite:") {
            options.max_connections(1);
            options.map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(std::time::Duration::from_secs(60)));
        }
        Self(Database::connect(options).await.expect("a connection"))
    }

    pub fn postgres(&self) -> bool {
        self.0.get_database_backend() == DbBackend::Postgres
    }

    pub fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.0.get_database_backend(), sql, values)
    }

    /// All rows.
    pub async fn rows(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Vec<QueryResult> {
        self.0.query_all_raw(self.statement(sql, values)).await.expect("rows")
    }

    /// The number in the only row, in a column called `n`.
    pub async fn number(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> i64 {
        self.rows(sql, values).await.first().expect("a row").try_get("", "n").expect("a number")
    }

    /// Carries out a statement.
    pub async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.0.execute_raw(self.statement(sql, values)).await.expect("carried out");
    }

    /// A transaction that stays open until it is committed.
    pub async fn open(&self) -> sea_orm::DatabaseTransaction {
        self.0.begin().await.expect("a transaction")
    }

    pub async fn close(self) {
        self.0.close().await.expect("closed");
    }

    /// Every fault in the numbering of the log: each stream runs from 1 to its head, each number once.
    pub async fn gaps(&self) -> Vec<String> {
        let sql = "SELECT s.kind AS kind, s.seq AS head, count(e.id) AS n, coalesce(min(e.seq), 0) AS low, \
                   coalesce(max(e.seq), 0) AS high FROM stream s LEFT JOIN event e ON e.stream_id = s.id \
                   GROUP BY s.id, s.kind, s.seq HAVING count(e.id) <> s.seq OR coalesce(max(e.seq), 0) <> s.seq \
                   OR coalesce(min(e.seq), 0) <> CASE WHEN s.seq = 0 THEN 0 ELSE 1 END";
        let mut faults = Vec::new();
        for row in self.rows(sql, []).await {
            let number = |name: &str| row.try_get::<i64>("", name).expect("a number");
            let kind: String = row.try_get("", "kind").expect("a kind");
            let (head, n, low, high) = (number("head"), number("n"), number("low"), number("high"));
            faults.push(format!("a {kind} stream at {head} holds {n} events, {low} to {high}"));
        }
        let lost = "SELECT count(*) AS n FROM event WHERE stream_id NOT IN (SELECT id FROM stream)";
        if self.number(lost, []).await > 0 {
            faults.push("events of no stream".into());
        }
        let sql = "SELECT c.last_position AS last, count(m.id) AS n, coalesce(max(m.position), 0) AS high \
                   FROM conversation c LEFT JOIN message m ON m.conversation_id = c.id GROUP BY c.id, c.last_position \
                   HAVING count(m.id) <> c.last_position OR coalesce(max(m.position), 0) <> c.last_position";
        for row in self.rows(sql, []).await {
            let number = |name: &str| row.try_get::<i64>("", name).expect("a number");
            let (last, n, high) = (number("last"), number("n"), number("high"));
            faults.push(format!("a conversation at {last} holds {n} messages up to {high}"));
        }
        let sql = "SELECT count(*) AS n FROM read_mark r JOIN conversation c ON c.id = r.conversation_id \
                   WHERE r.position > c.last_position OR r.position < 0";
        if self.number(sql, []).await > 0 {
            faults.push("read marks past the last message".into());
        }
        faults
    }
}
