use crate::server::{PASSWORD, Server};

/// The tables, with row-level security and without policies, as the published service has them in `public`.
const TABLES: &str = "
    CREATE TABLE accounts (id uuid PRIMARY KEY, name text NULL, timestamp bigint);
    CREATE TABLE account_emails (id uuid, account_id uuid NULL, email text UNIQUE, updated_at timestamptz);
    CREATE TABLE account_api_keys (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL,
        account uuid NULL REFERENCES accounts (id) ON DELETE CASCADE, key_hash text NULL, created_at timestamptz DEFAULT now(),
        last_used timestamp, expires_at timestamptz NULL);
    CREATE INDEX account_api_keys_account_idx ON account_api_keys (account);
    ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
    ALTER TABLE account_emails ENABLE ROW LEVEL SECURITY;
    ALTER TABLE account_api_keys ENABLE ROW LEVEL SECURITY;
";

/// 10,000 accounts, each with an e-mail address and a key that nobody has.
const ROWS: &str = "
    INSERT INTO accounts SELECT md5('account' || n)::uuid, 'Account ' || n, 1700000000000 + n FROM generate_series(1, 10000) AS n;
    INSERT INTO account_emails (account_id, email) SELECT id, name || '@example.com' FROM accounts;
    INSERT INTO account_api_keys (name, account, key_hash)
        SELECT 'key', id, encode(sha256(convert_to(name, 'UTF8')), 'hex') FROM accounts;
    ANALYZE;
";

/// What a user of the published service's database may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    NoRights,
    /// `SELECT`: row-level security hides every row.
    Select,
    /// `SELECT`, and a policy for each table.
    Policy,
    /// `SELECT`, and no row-level security.
    BypassRls,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NoRights, Self::Select, Self::Policy, Self::BypassRls];

    fn suffix(self) -> &'static str {
        match self {
            Self::NoRights => "none",
            Self::Select => "select",
            Self::Policy => "policy",
            Self::BypassRls => "bypass",
        }
    }
}

/// A database with exactly the tables of the published service, in which there are rows.
pub struct RecoupDatabase<'s> {
    server: &'s Server,
    name: String,
}

impl<'s> RecoupDatabase<'s> {
    /// Makes one.
    pub fn on(server: &'s Server) -> Self {
        let url = server.database();
        let name = url.rsplit('/').next().expect("a name").to_owned();
        let database = Self { server, name };
        database.sql(TABLES);
        database.sql(ROWS);
        for role in Role::ALL {
            let user = database.user(role);
            let bypass = match role {
                Role::BypassRls => "BYPASSRLS",
                _ => "NOBYPASSRLS",
            };
            database.sql(&format!(
                "CREATE ROLE {user} LOGIN {bypass} PASSWORD '{PASSWORD}'"
            ));
            if role != Role::NoRights {
                database.sql(&format!(
                    "GRANT SELECT ON accounts, account_emails, account_api_keys TO {user}"
                ));
            }
            if role == Role::Policy {
                for table in ["accounts", "account_emails", "account_api_keys"] {
                    database.sql(&format!(
                        "CREATE POLICY reads ON {table} FOR SELECT TO {user} USING (true)"
                    ));
                }
            }
        }
        database
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the user with a role.
    pub fn user(&self, role: Role) -> String {
        format!("{}_{}", self.name, role.suffix())
    }

    /// The names of all users.
    pub fn users(&self) -> Vec<String> {
        Role::ALL.iter().map(|role| self.user(*role)).collect()
    }

    /// Its URL, for the user with a role.
    pub fn url(&self, role: Role) -> String {
        self.url_of(&self.server.url(&self.name), role)
    }

    /// The same for a URL that leads to it some other way.
    pub fn url_of(&self, url: &str, role: Role) -> String {
        let user = self.user(role);
        url.replacen("//postgres:", &format!("//{user}:"), 1)
    }

    /// Its URL, for the administrator: our own tables go there.
    pub fn administrator_url(&self) -> String {
        self.server.url(&self.name)
    }

    /// Runs SQL as the administrator.
    #[track_caller]
    pub fn sql(&self, sql: &str) -> String {
        self.server.sql(&self.name, sql)
    }

    /// Adds an account, and returns its id.
    pub fn account(&self, name: &str) -> String {
        self.sql(&format!(
            "INSERT INTO accounts VALUES (gen_random_uuid(), '{name}', 1750000000000) RETURNING id"
        ))
    }

    /// Adds a key, and returns its id. `expires_at` is an expression.
    pub fn key(&self, account: &str, hash: &str, expires_at: &str) -> String {
        self.sql(&format!(
            "INSERT INTO account_api_keys (name, account, key_hash, expires_at) VALUES ('test', '{account}', '{hash}', {expires_at}) \
             RETURNING id"
        ))
    }
}
