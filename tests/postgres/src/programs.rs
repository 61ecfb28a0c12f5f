use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder with `initdb` and `postgres`: `POSTGRES_BIN`, one on the search path, or the newest where Debian puts them.
pub fn folder() -> PathBuf {
    let named = env::var_os("POSTGRES_BIN").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let searched = env::split_paths(&path);
    let found = named
        .into_iter()
        .chain(searched)
        .chain(installed())
        .find(|folder| has_programs(folder));
    found.unwrap_or_else(|| {
        panic!(
            "there is no PostgreSQL here: `cargo xtask test postgres` sees to it; or install it (Debian: apt-get install \
             postgresql), or name the folder of its programs with POSTGRES_BIN"
        )
    })
}

/// `pgbouncer`: what `PGBOUNCER` names, one on the search path, or where Debian puts it.
pub(crate) fn pgbouncer() -> PathBuf {
    let named = env::var_os("PGBOUNCER").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let searched = env::split_paths(&path).chain(["/usr/sbin".into()]);
    let found = named
        .into_iter()
        .chain(searched.map(|folder| folder.join("pgbouncer")))
        .find(|program| program.is_file());
    found.unwrap_or_else(|| {
        panic!(
            "there is no PgBouncer here: `cargo xtask test postgres` sees to it; or install it (Debian: apt-get install pgbouncer), \
             or name the program with PGBOUNCER"
        )
    })
}

/// `/usr/lib/postgresql/VERSION/bin`, newest first.
fn installed() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql");
    let mut versions: Vec<u32> = versions
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|left, right| right.cmp(left));
    let bin = |version: &u32| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin"));
    versions.iter().map(bin).collect()
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"]
        .iter()
        .all(|program| folder.join(program).is_file())
}
